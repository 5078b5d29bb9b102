import type { Actor } from '../actors/resolveActor.ts'
import type { MergedDraft } from '../judges/mergeDrafts.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { ownerIn } from '../phrases/ownerIn.ts'
import { resolvePhrase } from '../scene/resolvePhrase.ts'
import type { Scene } from '../scene/scene.ts'
import type { TokenRange } from '../text/findParagraphs.ts'

const MAX_SOURCE = 4

/**
 * Finds who made the claim that a denial or challenge names: `the minister’s remarks`, `Oslo’s allegations`,
 * `claims by the commission`, `a figment of Kaya’s imagination`.
 *
 * @returns `[]` when its words name nobody, or only the one who speaks.
 * @throws Never.
 */
export function findClaimers(scene: Scene, draft: MergedDraft): Actor[] {
  const ranges = [draft.target, draft.content].filter((range) => range !== undefined)
  for (const range of ranges) {
    const phrases = ownersIn(scene, draft.sentence, range)
    const actors = phrases
      .map((phrase) => resolvePhrase(scene, phrase, draft.sentence))
      .filter((actor) => actor.name !== null && actor.name !== draft.speaker?.name && !isAccused(draft, actor))
    if (actors.length > 0) return actors
  }
  return []
}

function isAccused(draft: MergedDraft, actor: Actor): boolean {
  return (
    actor.name === draft.accused?.name ||
    (!actor.person && actor.country !== null && actor.country === draft.accused?.country)
  )
}

function ownersIn(scene: Scene, sentence: number, range: TokenRange): NounPhrase[] {
  const { reading } = scene
  const owners: NounPhrase[] = []
  const limit = reading.sentences[sentence]!.to
  for (let at = range.from; at < Math.min(limit, range.to + 1); at += 1) {
    if (!isClaimNoun(scene, at)) continue
    const from = phraseStart(scene, at, range.from)
    const owner = ownerIn(reading, { from, to: at + 1, head: at, name: undefined, conjuncts: [] })
    if (owner) owners.push(owner)
    const pronoun = reading.classes[from]!
    if (!owner && pronoun.has('possessivePronoun') && !pronoun.has('firstPerson'))
      owners.push({ from, to: from + 1, head: from, name: undefined, conjuncts: [] })
    const source = sourceBehind(scene, at + 1, limit)
    if (source) owners.push(source)
  }
  return owners
}

function isClaimNoun(scene: Scene, at: number): boolean {
  const known = scene.reading.classes[at]!
  return ['accusation', 'accusationWeak', 'utteranceNoun', 'claimedThing'].some((name) => known.has(name))
}

/** Back to the first word of the noun phrase, not over a preposition or verb. */
function phraseStart(scene: Scene, noun: number, floor: number): number {
  const { classes, tokens } = scene.reading
  let from = noun
  while (from > floor && noun - from < 6) {
    const known = classes[from - 1]!
    const isEnd =
      tokens[from - 1]!.kind === 'punctuation' ||
      ['preposition', 'relative', 'coordinator', 'beVerb'].some((name) => known.has(name))
    if (isEnd) break
    from -= 1
  }
  return from
}

/** `claims by X`, `accusations from X`, `allegations levelled by X`. */
function sourceBehind(scene: Scene, from: number, limit: number): NounPhrase | undefined {
  for (let at = from; at < Math.min(limit, from + MAX_SOURCE); at += 1) {
    const word = scene.reading.tokens[at]!.norm
    if ([',', '.', 'that', 'of', 'against'].includes(word)) return undefined
    if (word === 'by' || (word === 'from' && at === from)) return findPhraseAfter(scene.reading, at + 1, limit)
  }
  return undefined
}
