import type { Act } from '../acts/findActs.ts'
import type { Cue } from '../cues/findCues.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import { findPhraseBefore, type NounPhrase } from '../phrases/findPhraseBefore.ts'
import { findAccused } from '../scene/findAccused.ts'
import { findVoice } from '../scene/findVoice.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'

const MAX_CHARGE = 16

/**
 * Judges blame as a noun: `laid the blame for the hack at Minsk’s door`, `put the blame for the fakes on Minsk`.
 *
 * @returns `[]` when nobody is blamed for an act against an election.
 * @throws Never.
 */
export function judgeBlame(scene: Scene, sentence: Sentence, cue: Cue): Draft[] {
  const { reading } = scene
  const { tokens, classes } = reading
  if (cue.blocked || cue.group.isPassive || !classes[cue.at]!.has('layBlame') || sentence.isQuestion) return []
  const from = cue.at + classes[cue.at]!.get('layBlame')!
  if (tokens[from]?.norm !== 'for') return []
  const limit = Math.min(sentence.to, from + MAX_CHARGE)
  let to = from + 1
  while (to < limit && !['on', 'at', 'with', 'upon'].includes(tokens[to]!.norm)) to += 1
  if (to >= limit) return []
  const act = blamedAct(scene, sentence, from + 1, to)
  const object = findPhraseAfter(reading, to + 1, sentence.to)
  if (!act || !object || object.from !== to + 1) return []
  const voice = findVoice(scene, cue)
  const accused = findAccused(scene, atDoorOf(scene, object) ?? object, sentence.index, voice.speaker)
  const isActor = accused.entityId !== null || accused.country !== null || isActorNoun(scene, object)
  if (!accused.name || !isActor || !voice.speaker) return []
  return [
    draftMention({
      kind: 'claim',
      subtype: act.isNamed ? 'accusation' : 'act_allegation',
      ruleId: 'claim.lay-blame',
      sentence: sentence.index,
      cue: { from: cue.at, to: from },
      content: { from: from + 1, to: object.to },
      speaker: voice.speaker,
      via: voice.via,
      accused,
      act,
      confidence: 0.85,
    }),
  ]
}

/** `at Beijing’s door`. */
function atDoorOf(scene: Scene, object: NounPhrase): NounPhrase | undefined {
  const { tokens } = scene.reading
  const isDoor = ['door', 'doorstep', 'feet'].includes(tokens[object.to - 1]!.norm)
  return isDoor && tokens[object.to - 2]?.kind === 'possessive'
    ? findPhraseBefore(scene.reading, object.to - 2, object.from)
    : undefined
}

function isActorNoun(scene: Scene, object: NounPhrase): boolean {
  const known = scene.reading.classes[object.head]!
  return ['role', 'groupRole', 'body', 'media'].some((name) => known.has(name))
}

/**
 * Finds the act that somebody is blamed for: one that is known, or a hack, leak or fake beside a word for an election.
 *
 * @throws Never.
 */
export function blamedAct(scene: Scene, sentence: Sentence, from: number, to: number): Act | undefined {
  const { classes } = scene.reading
  const known = (scene.acts[sentence.index] ?? []).find((act) => act.at >= from && act.at < to && act.isAimed)
  if (known) return known
  if (!scene.isElectionArticle) return undefined
  let noun = -1
  for (let at = from; at < to && noun < 0; at += 1) {
    const isDeed = ['attackNoun', 'plotNoun', 'fakery'].some((name) => classes[at]!.has(name))
    if (isDeed && !classes[at]!.has('defeatNoun')) noun = at
  }
  if (noun < 0) return undefined
  return {
    at: noun,
    end: to,
    sentence: sentence.index,
    ruleId: 'act.blamed-for',
    isNoun: true,
    isNamed: false,
    isAimed: true,
  }
}
