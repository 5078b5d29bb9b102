import { findPhraseBefore, type NounPhrase } from '../phrases/findPhraseBefore.ts'
import { stateIn } from '../phrases/readModifiers.ts'
import { type AccusedRole, findAccused } from './findAccused.ts'
import type { Scene } from './scene.ts'

const MAX_BACK = 60

/**
 * Finds whom `they` means: the nearest of several joined by `and`, of a group or of a people, in the sentence or the one
 * before; never the one who speaks.
 *
 * @param subject The subject of the verb by which somebody says it.
 * @returns undefined when there is none, or nobody of it is known by name.
 * @throws Never.
 */
export function findGroup(
  scene: Scene,
  pronoun: NounPhrase,
  sentence: number,
  subject: NounPhrase | undefined,
): AccusedRole | undefined {
  const { reading } = scene
  const first = reading.sentences[Math.max(0, sentence - 1)]!.from
  const isSpeaker = (at: number) => subject !== undefined && at >= subject.from && at < subject.to
  for (let at = pronoun.from - 1; at >= Math.max(first, pronoun.from - MAX_BACK); at -= 1) {
    if (isSpeaker(at)) continue
    const group = joinedAt(scene, at) ?? groupAt(scene, at)
    if (!group) continue
    const accused = findAccused(scene, group, reading.sentenceOf[at]!)
    return accused.name === null ? undefined : { ...accused, mention: null }
  }
  return undefined
}

/** `RT and Sputnik`, also in `RT and Sputnik reporters`. */
function joinedAt(scene: Scene, at: number): NounPhrase | undefined {
  const { tokens, nameAt } = scene.reading
  const last = nameAt[at]
  if (!last || last.to - 1 !== at || tokens[last.from - 1]?.norm !== 'and') return undefined
  const other = nameAt[last.from - 2]
  if (!other) return undefined
  const asPhrase = (name: typeof last): NounPhrase => ({ ...name, head: name.to - 1, name, conjuncts: [] })
  return { ...asPhrase(other), conjuncts: [asPhrase(last)] }
}

/** `Russian hackers`, `the two outlets`, `the Russians`. */
function groupAt(scene: Scene, at: number): NounPhrase | undefined {
  const { reading } = scene
  const known = reading.classes[at]!
  const name = reading.nameAt[at]
  const isPeople = name?.sense === 'demonym' && name.to - 1 === at && reading.tokens[at]!.norm.endsWith('s')
  const isGroup = !name && known.has('groupRole') && known.has('plural')
  if (!isPeople && !isGroup) return undefined
  const phrase = findPhraseBefore(reading, at + 1, Math.max(0, at - 8))
  return phrase && (isPeople || stateIn(reading, phrase.from, phrase.to)) ? phrase : undefined
}
