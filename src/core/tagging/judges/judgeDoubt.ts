import { findAgent } from '../acts/findAgent.ts'
import type { Cue } from '../cues/findCues.ts'
import { findAccused } from '../scene/findAccused.ts'
import { findVoice } from '../scene/findVoice.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'

/**
 * Judges disbelief: `does not believe Russia manipulated the vote`, `doubts that`.
 *
 * @throws Never.
 */
export function judgeDoubt(scene: Scene, sentence: Sentence, cue: Cue): Draft[] {
  const { reading } = scene
  const known = reading.classes[cue.at]!
  const isDisbelief = known.has('believe') && cue.blocked === 'negated'
  const isDoubt = known.has('doubt') && !cue.blocked
  const isFinding = known.has('find') && cue.blocked === 'negated' && reading.tokens[cue.end]?.norm === 'that'
  if ((!isDisbelief && !isDoubt && !isFinding) || sentence.isQuestion) return []
  const act = (scene.acts[sentence.index] ?? []).find(
    (each) => each.at >= cue.content.from && each.at < cue.content.to && each.isAimed,
  )
  const agent = act ? findAgent(reading, act, cue.content.from) : undefined
  const voice = findVoice(scene, cue)
  if (!act || !agent || !voice.speaker) return []
  return [
    draftMention({
      kind: 'denial',
      subtype: isFinding ? 'no_evidence_finding' : 'third_party_doubt',
      ruleId: isFinding ? 'denial.no-evidence' : 'denial.doubt',
      sentence: sentence.index,
      cue: { from: isDisbelief ? cue.group.from : cue.at, to: cue.end },
      content: cue.content,
      target: cue.content,
      speaker: voice.speaker,
      via: voice.via,
      accused: findAccused(scene, agent, sentence.index, voice.speaker),
      act,
      confidence: 0.85,
    }),
  ]
}
