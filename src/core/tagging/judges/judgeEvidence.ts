import type { Cue } from '../cues/findCues.ts'
import { findSubject } from '../phrases/findSubject.ts'
import { findGovernors } from '../scene/findGovernors.ts'
import { resolvePhrase } from '../scene/resolvePhrase.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'
import { accusedOfAct, findContested } from './findContested.ts'

/**
 * Judges what is said about evidence: `offered no evidence`, `did not clarify`, `it was my impression`.
 *
 * @throws Never.
 */
export function judgeEvidence(scene: Scene, sentence: Sentence): Draft[] {
  const { reading } = scene
  if (sentence.isQuestion) return []
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const known = reading.classes[at]!
    const isWeak = known.has('weakEvidence')
    if (!isWeak && !known.has('noneOffered')) continue
    const governors = findGovernors(scene, at).filter(
      (each) => each.speaker && !scene.reading.classes[each.cue.at]!.has('offer'),
    )
    const governor = governors.find(
      (each) =>
        isWeak ||
        each.isUtterance ||
        (scene.reading.classes[each.cue.at]!.has('say') && !isNarrated(scene, at, each.cue)),
    )
    if (isWeak !== (governor !== undefined)) continue
    const subject = isWeak ? undefined : findSubject(reading, at, sentence.from)
    const end = at + known.get(isWeak ? 'weakEvidence' : 'noneOffered')!
    const target = findContested(scene, sentence, isWeak ? sentence.from : at)
    const person = subject ? resolvePhrase(scene, subject, sentence.index) : undefined
    if (!isWeak && !person?.name && !target) continue
    return [
      draftMention({
        kind: 'evidence_note',
        subtype: isWeak ? 'weak' : 'none_offered',
        ruleId: isWeak ? 'evidence.weak' : 'evidence.none-offered',
        sentence: sentence.index,
        cue: isWeak ? { from: governor!.cue.at, to: governor!.cue.end } : { from: at, to: end },
        content: isWeak ? governor!.content : undefined,
        target: target?.range,
        speaker: isWeak ? governor!.speaker : undefined,
        via: isWeak ? governors[1]?.speaker : undefined,
        isNarrator: !isWeak,
        accused: accusedOfAct(scene, sentence, target?.act),
        act: target?.act,
        flags: target?.act ? [] : ['needs_claim'],
        confidence: 0.75,
      }),
    ]
  }
  return []
}

/** `said they were paid, but gave no proof`, `said without giving proof that`: the narrator goes on. */
function isNarrated(scene: Scene, at: number, cue: Cue): boolean {
  const { tokens, classes } = scene.reading
  if (tokens[at]!.norm === 'without') return at - cue.end <= 3
  let before = at - 1
  while (before > 0 && ['doVerb', 'haveVerb', 'adverb', 'personPronoun'].some((name) => classes[before]!.has(name)))
    before -= 1
  return ['but', 'and', 'though', 'although'].includes(tokens[before]?.norm ?? '')
}
