import type { Act } from '../acts/findActs.ts'
import type { Accusation } from '../cues/findAccusations.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import { claimDenied } from './claimDenied.ts'
import type { Draft, NearMiss } from './draftMention.ts'
import { judgeAccusing } from './judgeAccusing.ts'
import { judgeAct } from './judgeAct.ts'
import { judgeAttributing } from './judgeAttributing.ts'
import { judgeBlame } from './judgeBlame.ts'
import { judgeChallenge } from './judgeChallenge.ts'
import { judgeDeeds } from './judgeDeeds.ts'
import { judgeDenying } from './judgeDenying.ts'
import { judgeDiscredit } from './judgeDiscredit.ts'
import { judgeDistance } from './judgeDistance.ts'
import { judgeDoubt } from './judgeDoubt.ts'
import { judgeEvidence } from './judgeEvidence.ts'
import { judgeHunt } from './judgeHunt.ts'
import { judgeIntent } from './judgeIntent.ts'
import { judgeNaming } from './judgeNaming.ts'
import { judgeNominal } from './judgeNominal.ts'
import { judgeWarning } from './judgeWarning.ts'

/** What all judges say about one sentence. */
export interface Judgement {
  readonly drafts: readonly Draft[]
  readonly nearMisses: readonly (NearMiss & { readonly act: Act })[]
}

/**
 * Asks every judge about one sentence. What a cue takes as its object is not judged again as a bare act.
 *
 * @throws Never.
 */
export function judgeSentence(scene: Scene, sentence: Sentence): Judgement {
  const cues = scene.cues[sentence.index] ?? []
  const challenges = judgeChallenge(scene, sentence)
  const byCue = cues.flatMap((cue) => [
    ...judgeAccusing(scene, sentence, cue),
    ...judgeAttributing(scene, sentence, cue),
    ...judgeBlame(scene, sentence, cue),
    ...judgeDenying(scene, sentence, cue),
    ...judgeDoubt(scene, sentence, cue),
    ...judgeWarning(scene, sentence, cue),
    ...judgeNaming(scene, sentence, cue),
  ])
  const drafts = [...challenges.filter((draft) => !byCue.some((each) => isSameCue(each, draft))), ...byCue]
  const taken = new Set(drafts.flatMap((draft) => (draft.act ? [draft.act] : [])))
  for (const draft of drafts) for (const act of actsIn(scene, sentence, draft)) taken.add(act)
  const nominal = judgeNominal(scene, sentence, taken)
  for (const draft of nominal) if (draft.act) taken.add(draft.act)
  for (const act of actsOfAccusations(scene, sentence)) taken.add(act)
  const nearMisses: (NearMiss & { act: Act })[] = []
  const byAct: Draft[] = []
  for (const act of scene.acts[sentence.index] ?? []) {
    if (taken.has(act) && act.ruleId !== 'act.demand') continue
    const judged = judgeAct(scene, sentence, act)
    if ('reason' in judged) nearMisses.push({ ...judged, act })
    else byAct.push(judged)
  }
  const relative = byCue.flatMap((draft) => claimDenied(scene, sentence, draft))
  const discredits = byAct.some((draft) => draft.kind === 'denial') ? [] : judgeDiscredit(scene, sentence)
  const distances = byAct.some((draft) => draft.kind === 'denial') ? [] : judgeDistance(scene, sentence)
  const hunts = [...drafts, ...byAct, ...discredits].some(({ kind }) => kind === 'denial')
    ? []
    : judgeHunt(scene, sentence)
  const claims = [...drafts, ...nominal, ...byAct].filter(({ kind }) => kind === 'claim')
  const deeds = judgeDeeds(scene, sentence).filter(
    (deed) =>
      !drafts.some((draft) => isAnswered(draft, deed)) &&
      // What he does of any kind adds nothing to a claim of the same speaker.
      !(deed.flags.includes('needs_charge') && claims.some((claim) => claim.speaker?.name === deed.speaker?.name)),
  )
  return {
    drafts: [
      ...drafts,
      ...relative,
      ...nominal.filter((draft) => !discredits.some((each) => isTarget(each, draft.act))),
      ...byAct,
      ...deeds,
      ...discredits,
      ...distances,
      ...judgeEvidence(scene, sentence),
      ...hunts,
      ...judgeIntent(scene, sentence),
    ],
    nearMisses,
  }
}

function isSpokenOf(scene: Scene, accusation: Accusation): boolean {
  const isOf = scene.reading.tokens[accusation.at + 1]?.norm === 'of'
  return !accusation.isWeak && accusation.act!.at > accusation.at && (isOf || accusation.act!.isNoun)
}

/** `the absurd accusations of meddling`: whoever speaks of them does not make them. */
function actsOfAccusations(scene: Scene, sentence: Sentence): Act[] {
  return scene.accusations[sentence.index]!.flatMap((each) => (each.act && isSpokenOf(scene, each) ? [each.act] : []))
}

function isSameCue(one: Draft, other: Draft): boolean {
  return one.cue !== undefined && other.cue !== undefined && one.cue.from === other.cue.from
}

/** A claim that is called false is named there, not made again. */
function isTarget(discredit: Draft, act: Act | undefined): boolean {
  if (!act) return false
  const { target } = discredit
  return discredit.act === act || (target !== undefined && act.at >= target.from && act.at < target.to)
}

/** A deed inside what is denied or contested. */
function isAnswered(draft: Draft, deed: Draft): boolean {
  const range = draft.target ?? draft.content
  return draft.kind !== 'claim' && range !== undefined && deed.act!.at >= range.from && deed.act!.at < range.to
}

/** Acts inside what is denied or contested are its target, no claims of their own. */
function actsIn(scene: Scene, sentence: Sentence, draft: Draft): Act[] {
  const range = draft.target ?? draft.content
  if (!range) return []
  return (scene.acts[sentence.index] ?? []).filter((act) => act.at >= range.from && act.at < range.to)
}
