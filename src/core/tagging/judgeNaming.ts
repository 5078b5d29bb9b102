import { type Draft, draftMention } from './draftMention.ts'
import { findAccused } from './findAccused.ts'
import { findAgent } from './findAgent.ts'
import type { Cue } from './findCues.ts'
import { findVoice } from './findVoice.ts'
import type { Sentence } from './readText.ts'
import type { Scene } from './scene.ts'

/**
 * Judges a verb that gives what happened its name: `called it election interference`,
 * `denounced Russian meddling in the vote`.
 *
 * @throws Never.
 */
export function judgeNaming(scene: Scene, sentence: Sentence, cue: Cue): Draft[] {
  const { reading } = scene
  const known = reading.classes[cue.at]!
  const isNaming = known.has('label')
  if (
    cue.blocked ||
    !(isNaming || known.has('denounce')) ||
    known.has('deny') ||
    cue.group.isPassive ||
    sentence.isQuestion
  )
    return []
  const act = (scene.acts[sentence.index] ?? []).find((each) => each.at >= cue.content.from && each.at < cue.content.to)
  if (!act?.isNoun || !act.isNamed || !act.isAimed) return []
  if (scene.accusations[sentence.index]!.some((each) => each.at >= cue.end && each.at < cue.content.to)) return []
  if (isDiscredited(scene, cue) || hasTopic(scene, cue, act.at)) return []
  const voice = findVoice(scene, cue)
  const agent = findAgent(reading, act, cue.end)
  const accused = agent ? findAccused(scene, agent, sentence.index, voice.speaker) : undefined
  const isThing = ['it', 'this', 'that'].includes(reading.tokens[cue.end]?.norm ?? '')
  if (!voice.speaker?.name || !(accused?.name || (isNaming && isThing))) return []
  return [
    draftMention({
      kind: 'claim',
      subtype: 'accusation',
      ruleId: known.has('denounce') && !isThing ? 'claim.denounce' : 'claim.name',
      sentence: sentence.index,
      cue: { from: cue.at, to: cue.end },
      content: cue.content,
      speaker: voice.speaker,
      via: voice.via,
      accused,
      act,
      modality: 'presupposed',
      flags: accused?.name ? [] : ['needs_accused'],
      confidence: 0.7,
    }),
  ]
}

function isDiscredited(scene: Scene, cue: Cue): boolean {
  for (let at = cue.end; at < cue.content.to; at += 1) if (scene.reading.classes[at]!.has('discredit')) return true
  return false
}

function hasTopic(scene: Scene, cue: Cue, to: number): boolean {
  for (let at = cue.end; at < to; at += 1) {
    if (scene.reading.classes[at]!.has('topic') && scene.reading.tokens[at]!.norm !== 'that') return true
  }
  return false
}
