import type { Actor } from '../actors/resolveActor.ts'
import type { Act } from '../acts/findActs.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import { contentIn } from '../scene/contentIn.ts'
import { findAccused } from '../scene/findAccused.ts'
import { findAddressee } from '../scene/findAddressee.ts'
import type { Governor } from '../scene/findGovernors.ts'
import { isForeignState } from '../scene/isForeignState.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import type { NearMiss } from './draftMention.ts'
import { type Draft, draftMention } from './draftMention.ts'

/**
 * Judges a demand: `Hands off our ballot` presupposes that whoever is addressed interferes.
 *
 * @throws Never.
 */
export function judgeDemand(
  scene: Scene,
  sentence: Sentence,
  act: Act,
  inner: Governor | undefined,
  speaker: Actor | undefined,
  phrase: NounPhrase | undefined,
): Draft | NearMiss {
  if (!inner || !speaker) return { reason: 'a demand that nobody makes' }
  if (
    scene.reading.classes[act.at]!.has('verb.third') &&
    phrase?.to === act.at &&
    !scene.reading.classes[phrase.head]!.has('possessivePronoun')
  )
    return keepsOut(scene, sentence, act, inner, speaker, phrase)
  const addressee = findAddressee(scene, inner, sentence)
  const subject =
    phrase && !scene.reading.classes[phrase.head]!.has('firstPerson')
      ? findAccused(scene, phrase, sentence.index, speaker)
      : undefined
  const accused = subject?.name ? subject : (addressee ?? subject)
  if (scene.reading.tokens[act.at - 1]?.norm === 'to' && !accused?.name) return { reason: 'nobody is addressed' }
  return draftMention({
    kind: 'claim',
    subtype: 'demand_to_stop',
    ruleId: 'claim.demand-to-stop',
    sentence: sentence.index,
    cue: { from: inner.cue.at, to: inner.cue.end },
    content: contentIn(inner, sentence),
    speaker,
    isContinuation: inner.isContinuation,
    accused,
    act,
    modality: 'presupposed',
    flags: accused?.name ? [] : ['addressee'],
    confidence: 0.8,
  })
}

/** `Our country keeps out of other nations’ politics` denies. */
function keepsOut(
  scene: Scene,
  sentence: Sentence,
  act: Act,
  inner: Governor,
  speaker: Actor,
  phrase: NounPhrase,
): Draft | NearMiss {
  const accused = findAccused(scene, phrase, sentence.index, speaker)
  if (!accused.name || !isForeignState(scene, accused)) return { reason: 'nobody is addressed' }
  return draftMention({
    kind: 'denial',
    subtype: 'counter_assertion',
    ruleId: 'denial.keeps-out',
    sentence: sentence.index,
    cue: inner.cue.sentence === sentence.index ? { from: inner.cue.at, to: inner.cue.end } : undefined,
    content: contentIn(inner, sentence),
    speaker,
    isContinuation: inner.isContinuation,
    accused,
    act,
    confidence: 0.75,
  })
}
