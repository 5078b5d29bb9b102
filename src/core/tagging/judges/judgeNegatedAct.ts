import type { Actor } from '../actors/resolveActor.ts'
import type { Act } from '../acts/findActs.ts'
import type { Polarity } from '../acts/readPolarity.ts'
import { type AccusedRole, ownSide } from '../scene/findAccused.ts'
import { isForeignState } from '../scene/isForeignState.ts'
import type { Scene } from '../scene/scene.ts'
import type { NearMiss } from './draftMention.ts'
import { type Draft, type DraftParts, draftMention } from './draftMention.ts'

/**
 * Judges an act that somebody says does not happen: a denial.
 *
 * @throws Never.
 */
export function judgeNegatedAct(
  scene: Scene,
  parts: Pick<Draft, 'sentence' | 'act'> & Partial<DraftParts>,
  polarity: Polarity,
  speaker: Actor | undefined,
  accused: AccusedRole | undefined,
): Draft | NearMiss {
  const act = parts.act!
  if (act.ruleId === 'act.prefer' && !isForeignState(scene, accused)) return { reason: 'no preference' }
  if (act.ruleId === 'act.support' && !isStateOrItsVoice(scene, accused, speaker))
    return { reason: 'support by nobody in particular' }
  if (act.ruleId === 'act.falsify' && !accused?.name) return { reason: 'nobody in particular' }
  const own = accused ?? (speaker ? ownSide(scene, speaker) : undefined)
  const isNarrated = scene.reading.utteranceOf[act.at] === -1
  if (isNarrated && !own?.name && !speaker?.name) return { reason: 'nobody denies, and nobody is accused' }
  const isThird = speaker?.country && own?.country && speaker.country !== own.country
  const subtype = polarity.isNoIntent
    ? 'no_intent'
    : polarity.isNoEvidence
      ? 'no_evidence_finding'
      : isThird
        ? 'third_party_doubt'
        : accused?.mention && !act.isNoun && !isNever(scene, act)
          ? 'counter_assertion'
          : 'flat_denial'
  return draftMention({
    ...parts,
    kind: 'denial',
    subtype,
    ruleId: polarity.isNoIntent
      ? 'denial.no-intent'
      : polarity.isNoEvidence
        ? 'denial.no-evidence'
        : 'denial.negated-act',
    accused: own,
    flags: polarity.isGarbled ? ['mt_garbled'] : [],
    confidence: polarity.isGarbled ? 0.6 : 0.88,
  })
}

/** `We do not support any party` counts when a state or its spokesman says it of the own side. */
function isStateOrItsVoice(scene: Scene, accused: AccusedRole | undefined, speaker: Actor | undefined): boolean {
  if (accused?.name) return isForeignState(scene, accused)
  return speaker !== undefined && (speaker.isState || speaker.isOfficial)
}

function isNever(scene: Scene, act: Act): boolean {
  const { tokens } = scene.reading
  return tokens.slice(Math.max(0, act.at - 12), act.at).some((token) => token.norm === 'never')
}
