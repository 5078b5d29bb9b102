import { findAgent } from '../acts/findAgent.ts'
import { findAccused } from '../scene/findAccused.ts'
import { findGovernors } from '../scene/findGovernors.ts'
import { findVoice } from '../scene/findVoice.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'

/**
 * Judges what is rebuked as a witch hunt, hysteria or a blame game: `the attention on the hack is a witch hunt`,
 * `“This is pure Russophobia,” he said`. It counts where the article has interference to speak of.
 *
 * @returns At most one draft.
 * @throws Never.
 */
export function judgeHunt(scene: Scene, sentence: Sentence): Draft[] {
  const { reading } = scene
  if (sentence.isQuestion) return []
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const length = reading.classes[at]!.get('witchHunt')
    if (length === undefined || isDenied(scene, sentence, at)) continue
    const governors = findGovernors(scene, at).filter(({ cue, isUtterance }) => isUtterance || !cue.blocked)
    const governor = governors.find(({ speaker }) => speaker?.name)
    if (!governor?.speaker) continue
    const voice = governor.isUtterance ? undefined : findVoice(scene, governor.cue)
    const speaker = voice?.speaker?.name ? voice.speaker : governor.speaker
    const act = (scene.acts[sentence.index] ?? []).find((each) => each.isAimed)
    const agent = act ? findAgent(reading, act, sentence.from) : undefined
    const accused = agent?.name ? findAccused(scene, agent, sentence.index) : undefined
    const isOwn =
      voice !== undefined && act !== undefined && accused?.country != null && speaker.country === accused.country
    const isHere = governor.cue.sentence === sentence.index
    return [
      draftMention({
        kind: isOwn ? 'denial' : 'challenge',
        subtype: isOwn ? 'discredit_claim' : 'rebuke',
        ruleId: isOwn ? 'denial.discredit' : 'challenge.hunt',
        sentence: sentence.index,
        cue: isHere ? { from: governor.cue.at, to: governor.cue.end } : undefined,
        content: {
          from: Math.max(governor.content.from, sentence.from),
          to: Math.min(governor.content.to, sentence.to),
        },
        speaker,
        via: voice?.via,
        isContinuation: governor.isContinuation || !isHere,
        accused: accused?.name ? accused : undefined,
        act,
        flags: ['needs_claim'],
        confidence: 0.75,
      }),
    ]
  }
  return []
}

/** `it is no witch hunt`. */
function isDenied(scene: Scene, sentence: Sentence, at: number): boolean {
  return scene.reading.classes.slice(Math.max(sentence.from, at - 5), at).some((known) => known.has('negator'))
}
