import type { Act } from '../acts/findActs.ts'
import type { Cue } from '../cues/findCues.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import { findAccused } from '../scene/findAccused.ts'
import { findVoice } from '../scene/findVoice.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'

/**
 * Judges a warning to somebody: `warned Russia against publishing fakes`, `warned Beijing not to meddle`.
 *
 * @throws Never.
 */
export function judgeWarning(scene: Scene, sentence: Sentence, cue: Cue): Draft[] {
  const { reading } = scene
  const known = reading.classes[cue.at]!
  if (cue.blocked || !(known.has('warn') || known.has('tell') || known.has('ask')) || cue.group.isPassive) return []
  const object = findPhraseAfter(reading, cue.end, cue.content.to)
  if (!object || reading.classes[object.head]!.has('timeWord')) return []
  const link = findAgainst(scene, object.to, cue.content.to)
  if (link < 0) return []
  const act = (scene.acts[sentence.index] ?? []).find(
    (each) =>
      each.at >= link &&
      each.at < cue.content.to &&
      each.isAimed &&
      each.ruleId !== 'act.demand' &&
      isWhatIsAsked(scene, link, each),
  )
  const voice = findVoice(scene, cue)
  if (!act || !voice.speaker) return []
  const accused = findAccused(scene, object, sentence.index, voice.speaker)
  // `warned politicians against vote buying` is a rule for all, no suspicion of anybody.
  const isAnyone =
    act.at <= link + 3 &&
    accused.entityId === null &&
    accused.country === null &&
    reading.classes[object.head]!.has('plural')
  if (isAnyone) return []
  return [
    draftMention({
      kind: 'claim',
      subtype: known.has('warn') ? 'warning' : 'demand_to_stop',
      ruleId: 'claim.warn-against',
      sentence: sentence.index,
      cue: { from: cue.at, to: cue.end },
      content: { from: link + 1, to: cue.content.to },
      speaker: voice.speaker,
      via: voice.via,
      accused,
      act,
      modality: 'presupposed',
      confidence: 0.75,
    }),
  ]
}

/** Not `not to print mails stolen from the party`, `telling them not to vote is no interference`. */
function isWhatIsAsked(scene: Scene, link: number, act: Act): boolean {
  const { classes } = scene.reading
  const isParticiple = classes[act.at]!.has('verb.past') && !classes[act.at]!.has('verb.base')
  for (let at = link; at < act.at; at += 1) if (classes[at]!.has('beVerb')) return false
  return act.isNoun || !isParticiple
}

/** `against`, or `not to` and `to stop` before a verb. */
function findAgainst(scene: Scene, from: number, to: number): number {
  const { tokens } = scene.reading
  for (let at = from; at < Math.min(to, from + 8); at += 1) {
    if (tokens[at]!.norm === 'against') return at
    if (tokens[at]!.norm === 'to' && scene.reading.classes[at + 1]?.has('stopIt')) return at + 1
    if (tokens[at]!.norm === 'not' && tokens[at + 1]?.norm === 'to') return at + 1
  }
  return -1
}
