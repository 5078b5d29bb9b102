import type { Act } from '../acts/findActs.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { findAccused } from '../scene/findAccused.ts'
import { isForeignState } from '../scene/isForeignState.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import { blamedAct } from './judgeBlame.ts'
import { isWrong } from './judgeDeeds.ts'

/**
 * Finds what somebody is accused of or blamed for in words that name no interference.
 *
 * @param object Who is accused.
 * @param from Index behind `of` or `for`.
 * @returns undefined when it has nothing to do with an election.
 * @throws Never.
 */
export function findChargedAct(
  scene: Scene,
  sentence: Sentence,
  object: NounPhrase,
  from: number,
  to: number,
): Act | undefined {
  return (
    deedOfAccusation(scene, sentence, object, from, to) ??
    actOfAccusation(scene, sentence, object, from, to) ??
    actBlamedOn(scene, sentence, object, from, to)
  )
}

/** `accused the army of frightening his supporters`: what only some may not do. */
function deedOfAccusation(
  scene: Scene,
  sentence: Sentence,
  object: NounPhrase,
  from: number,
  to: number,
): Act | undefined {
  const accused = findAccused(scene, object, sentence.index)
  return scene.deeds[sentence.index]!.find(
    (deed) => !deed.frame.needsCharge && deed.at >= from && deed.at < to && isWrong(scene, deed, accused),
  )
}

/** Whatever a state is accused of doing to an election, in words that no frame knows: `of keeping people from voting`. */
function actOfAccusation(
  scene: Scene,
  sentence: Sentence,
  object: NounPhrase,
  from: number,
  to: number,
): Act | undefined {
  const { reading } = scene
  const known = reading.classes[object.head]!
  const isBody = object.name
    ? object.name.candidates.some((each) => each.kind !== 'person')
    : ['body', 'groupRole', 'diplomat'].some((name) => known.has(name))
  if (
    !scene.isElectionArticle ||
    !isBody ||
    (!reading.classes[from]?.has('verb.ing') && !reading.tokens[from]?.norm.endsWith('ing'))
  )
    return undefined
  for (let at = from + 1; at < to; at += 1) {
    if ([',', 'before', 'after', 'ahead', 'during', 'amid', 'weeks', 'days'].includes(reading.tokens[at]!.norm))
      return undefined
    if (reading.classes[at]!.has('contest') || reading.classes[at]!.has('electionContext')) {
      return {
        at: from,
        end: at + 1,
        sentence: sentence.index,
        ruleId: 'act.accused-of',
        isNoun: false,
        isNamed: false,
        isAimed: true,
      }
    }
  }
  return undefined
}

/** `pointed the finger at Norway over the forged messages`. */
function actBlamedOn(scene: Scene, sentence: Sentence, object: NounPhrase, from: number, to: number): Act | undefined {
  const link = scene.reading.tokens[from - 1]?.norm
  const isForeign = isForeignState(scene, findAccused(scene, object, sentence.index))
  return isForeign && (link === 'for' || link === 'over')
    ? blamedAct(scene, sentence, from, Math.min(to, from + 6))
    : undefined
}
