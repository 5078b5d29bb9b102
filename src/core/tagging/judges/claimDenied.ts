import { findAgent } from '../acts/findAgent.ts'
import { findAccused, ownSide } from '../scene/findAccused.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'

/**
 * Finds the claim that the narrator makes by a noun whose relative clause denies it:
 * `The meddling, which Moscow denies, included hacked mails`.
 *
 * @param denial A draft of the same sentence.
 * @throws Never.
 */
export function claimDenied(scene: Scene, sentence: Sentence, denial: Draft): Draft[] {
  const { reading } = scene
  if (denial.kind !== 'denial' || !denial.cue || !denial.speaker || denial.act) return []
  const subject = denial.speaker.phrase
  const relative = (subject?.from ?? denial.cue.from) - 1
  if (!['which', 'that'].includes(reading.tokens[relative]?.norm ?? '')) return []
  const noun = reading.tokens[relative - 1]?.norm === ',' ? relative - 1 : relative
  const act = (scene.acts[sentence.index] ?? []).findLast(
    (each) => each.isNoun && each.at < noun && noun - each.end <= 6,
  )
  if (!act) return []
  const agent = findAgent(reading, act, sentence.from)
  return [
    draftMention({
      kind: 'claim',
      subtype: 'narrator_assertion',
      ruleId: 'claim.denied-noun',
      sentence: sentence.index,
      cue: { from: act.at, to: act.at + 1 },
      content: { from: agent?.from ?? act.at, to: act.end },
      isNarrator: true,
      accused: agent ? findAccused(scene, agent, sentence.index) : ownSide(scene, denial.speaker),
      act,
      modality: 'presupposed',
      confidence: 0.65,
    }),
  ]
}
