import type { Scene } from '../scene/scene.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Sentence } from '../text/readText.ts'

const REACH = 9
const PRONOUNS = ['it', 'this', 'that', 'these', 'those', 'all']

/**
 * Finds what words at a token call false: `the accusations are absurd`, `it is a lie`, `no truth to these claims`.
 *
 * @param at Index of a token of the class `discredit` or `noTruth`.
 * @returns The words for the claim; undefined when something else is called so.
 * @throws Never.
 */
export function findFalsehood(scene: Scene, sentence: Sentence, at: number): TokenRange | undefined {
  const known = scene.reading.classes[at]!
  const none = known.get('noTruth')
  if (none !== undefined) {
    const found =
      behind(scene, sentence, at + none) ?? subjectBefore(scene, sentence, verbBefore(scene, sentence, at), at)
    if (found) return found
  }
  return known.has('discredit') ? subjectBefore(scene, sentence, copulaBefore(scene, sentence, at), at) : undefined
}

/** `no truth to the allegations`, `no basis for it`. */
function behind(scene: Scene, sentence: Sentence, from: number): TokenRange | undefined {
  const { tokens, classes } = scene.reading
  for (let at = from; at < Math.min(sentence.to, from + 4); at += 1) {
    const noun = scene.accusations[sentence.index]!.find(
      (each) => each.from === at && (each.isBare || each.act || each.isRelated),
    )
    if (noun) return { from: noun.from, to: noun.to }
    const isPronoun = [...PRONOUNS, 'them'].includes(tokens[at]!.norm) && !isNounNext(scene, at)
    if (isPronoun) return { from: at, to: at + 1 }
    if (!(classes[at]!.has('preposition') || classes[at]!.has('determiner') || tokens[at]!.norm === 'to'))
      return undefined
  }
  return undefined
}

function isNounNext(scene: Scene, at: number): boolean {
  const next = scene.reading.tokens[at + 1]
  return next?.kind === 'word' && scene.reading.classes[at + 1]!.has('noun')
}

/** `have no basis`, `bear no relation`: the verb, or the words themselves where they begin with one. */
function verbBefore(scene: Scene, sentence: Sentence, at: number): number {
  const { classes } = scene.reading
  for (let back = at - 1; back >= Math.max(sentence.from, at - 3); back -= 1) {
    if (['haveVerb', 'doVerb', 'beVerb', 'copular'].some((name) => classes[back]!.has(name))) return back
    if (!(classes[back]!.has('adverb') || classes[back]!.has('modal'))) break
  }
  return at
}

/** The copula, with nothing but modifiers between it and the token. */
function copulaBefore(scene: Scene, sentence: Sentence, at: number): number {
  const { tokens, classes } = scene.reading
  for (let back = at - 1; back >= Math.max(sentence.from, at - REACH); back -= 1) {
    const known = classes[back]!
    if (known.has('negator')) return -1
    if (known.has('beVerb') || known.has('copular') || isContracted(scene, back)) return back
    const isBetween =
      ['determiner', 'adverb', 'discredit', 'article', 'preposition', 'roleModifier', 'coordinator', 'falsePart'].some(
        (name) => known.has(name),
      ) ||
      tokens[back]!.norm.endsWith('ly') ||
      tokens[back]!.norm === ',' ||
      (known.size === 0 && tokens[back]!.kind === 'word' && scene.reading.nameOf[back]! < 0)
    if (!isBetween) return -1
  }
  return -1
}

/** `that’s`, `it’s`. */
function isContracted(scene: Scene, at: number): boolean {
  const { tokens } = scene.reading
  return tokens[at]!.kind === 'possessive' && PRONOUNS.includes(tokens[at - 1]?.norm ?? '')
}

function subjectBefore(scene: Scene, sentence: Sentence, verb: number, at: number): TokenRange | undefined {
  const { tokens, classes } = scene.reading
  if (verb <= sentence.from) return undefined
  let end = verb
  while (
    end > sentence.from + 1 &&
    ['modal', 'haveVerb', 'beVerb', 'adverb'].some((name) => classes[end - 1]!.has(name))
  )
    end -= 1
  const noun = scene.accusations[sentence.index]!.find(
    (each) => each.at < end && each.to >= end - 1 && (each.isBare || each.act || each.isRelated),
  )
  if (noun) return { from: noun.from, to: Math.min(noun.to, end) }
  const isFalse = classes[at]!.has('discreditFalse')
  const interference = (scene.acts[sentence.index] ?? []).find(
    (each) =>
      each.isNoun && each.isNamed && each.end >= end - 1 && each.at < end && (isFalse || isSoCalled(scene, each.at)),
  )
  if (interference) return { from: interference.at, to: end }
  const word = tokens[end - 1]!.norm
  const isBackward = word === 'they' && scene.accusations[sentence.index]!.some((each) => each.at < end && each.isBare)
  if (isBackward) return { from: end - 1, to: end }
  const before = end - 2 < sentence.from ? undefined : classes[end - 2]
  const isThat = tokens[end - 2]?.norm === 'that'
  const isSubject = isThat || !(before?.has('preposition') || before?.has('relative'))
  const isManner =
    classes[at]!.has('discreditManner') ||
    tokens.slice(at, Math.min(sentence.to, at + 6)).some(({ norm }) => norm === 'otherwise')
  return PRONOUNS.includes(word) && isSubject && !isManner ? { from: end - 1, to: end } : undefined
}

/** `the so-called interference`, `the alleged meddling`. */
function isSoCalled(scene: Scene, at: number): boolean {
  return [1, 2, 3].some(
    (back) => scene.reading.classes[at - back]?.has('hedge') || scene.reading.tokens[at - back]?.norm === 'called',
  )
}
