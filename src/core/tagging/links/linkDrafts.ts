import type { MergedDraft } from '../judges/mergeDrafts.ts'
import type { AccusedRole } from '../scene/findAccused.ts'
import { ownSide } from '../scene/findAccused.ts'
import type { Topic } from '../scene/findTopics.ts'
import type { Scene } from '../scene/scene.ts'
import { chooseClaim, isAnyForeigner, isOwnSide } from './chooseClaim.ts'
import { dropUnknownDeeds } from './dropUnknownDeeds.ts'
import { isOtherOccasion } from './isOtherOccasion.ts'
import { matchTopic } from './matchTopic.ts'
import { meetsNeeds } from './meetsNeeds.ts'

/** A draft with the claims of the article that it answers, as indexes into the list of drafts. */
export interface LinkedDraft extends MergedDraft {
  readonly respondsTo: readonly number[]
  readonly contradicts: readonly number[]
}

const MAX_RUN_GAP = 2

/**
 * Links denials, challenges and evidence notes to the claims that they answer: the claim that they name, else the
 * nearest one before with the same accused, else the nearest one after in the same or next paragraph; with it,
 * the other claims of the same statement. What needs a claim and finds none is dropped.
 *
 * @param found Drafts of the whole article, in reading order.
 * @param topics Interference that the article speaks of, claimed by somebody or not.
 * @throws Never.
 */
export function linkDrafts(scene: Scene, found: readonly MergedDraft[], topics: readonly Topic[] = []): LinkedDraft[] {
  const { reading } = scene
  const drafts = dropUnknownDeeds(found)
  const isAlone = reading.sentences.length <= 3 && !drafts.some((draft) => draft.kind === 'claim')
  const kept: { draft: MergedDraft; claims: readonly MergedDraft[] }[] = []
  const raw = drafts.filter((draft) => draft.kind === 'claim')
  const addressed = new Map(raw.map((claim) => [claim, withAddressee(claim, raw)]))
  const claims = [...addressed.values()].filter((claim) => claim.accused?.name || !claim.flags.includes('needs_known'))
  const denied = drafts.flatMap(topicOf)
  for (const each of drafts) {
    const draft = addressed.get(each) ?? each
    if (draft.kind === 'claim' && draft.flags.includes('needs_known') && !draft.accused?.name) continue
    if (draft.kind === 'claim') {
      kept.push({ draft, claims: [] })
      continue
    }
    const first = chooseClaim(scene, draft, claims)
    const topic = matchTopic(reading, draft, topics, denied)
    if (!meetsNeeds({ scene, claims, topics, isAlone }, draft, first, topic)) continue
    const isOthers = draft.flags.includes('needs_overlap') && first !== undefined && !isOwnSide(draft, first)
    const source = isOthers ? undefined : (first ?? topic)
    const turned = turnedIfOwn(draft, first, topic)
    if (!turned || kept.some((other) => isTold(other.draft, turned))) continue
    const filled = withOwn(source ? withAccused(scene, turned, source) : turned)
    const run = first ? runOf(first, claims) : []
    const isDenial = turned.kind === 'denial' || run.every((claim) => claim.subtype === 'demand_to_stop')
    kept.push({ draft: filled, claims: isDenial ? run : run.filter((claim) => claim.subtype !== 'demand_to_stop') })
  }
  const list = kept.map((each) => withOwnAccused(scene, each.draft, drafts, each.claims.length > 0))
  const positions = new Map<MergedDraft, number>()
  for (const [at, each] of kept.entries()) if (each.draft.kind === 'claim') positions.set(each.draft, at)
  return kept.map(({ draft, claims: linked }, at) => {
    const ids = linked
      .map((claim) => positions.get(claim))
      .filter((position): position is number => position !== undefined && position !== at)
    const isElsewhere = isOtherOccasion(scene, draft)
    return {
      ...list[at]!,
      flags: draft.flags.filter(
        (flag) =>
          !flag.startsWith('needs_') &&
          flag !== 'addressee' &&
          flag !== 'reciprocal' &&
          flag !== 'tie' &&
          flag !== 'weak',
      ),
      respondsTo: isElsewhere ? [] : ids,
      contradicts: isElsewhere ? firstAccusation(kept, ids) : [],
    }
  })
}

/** `groundless` is a challenge; of what the speaker's own side is accused of, it says that it is not so. */
function turnedIfOwn(
  draft: MergedDraft,
  first: MergedDraft | undefined,
  topic: Topic | undefined,
): MergedDraft | undefined {
  if (isOthersGround(draft, first, topic))
    return {
      ...draft,
      kind: 'challenge',
      subtype: 'unfounded',
      ruleId: 'challenge.unfounded',
      ruleIds: ['challenge.unfounded'],
    }
  const isGround = draft.kind === 'challenge' && draft.subtype === 'unfounded'
  const country = first ? first.accused?.country : topic?.country
  const isOwn = isGround && draft.speaker?.isOfficial === true && country != null && country === draft.speaker.country
  if (!isOwn) return draft.flags.includes('needs_turn') ? undefined : draft
  return {
    ...draft,
    kind: 'denial',
    subtype: 'discredit_claim',
    ruleId: 'denial.discredit',
    ruleIds: ['denial.discredit'],
  }
}

/** `baseless`, said by an official of a third state: not that it is untrue. */
function isOthersGround(draft: MergedDraft, first: MergedDraft | undefined, topic: Topic | undefined): boolean {
  const country = draft.accused?.country ?? first?.accused?.country ?? topic?.country
  const own = draft.speaker?.country
  return draft.flags.includes('weak') && draft.kind === 'denial' && country != null && own != null && country !== own
}

/** One Mention a sentence, speaker and kind. */
function isTold(other: MergedDraft, draft: MergedDraft): boolean {
  return (
    draft.subtype === 'discredit_claim' &&
    other.kind === draft.kind &&
    other.sentence === draft.sentence &&
    other.speaker?.name === draft.speaker?.name
  )
}

/** Whoever denies interference by a state makes it what the article is about. */
function topicOf({ kind, act, accused, sentence }: MergedDraft): Topic[] {
  const isNamed = kind === 'denial' && act !== undefined && accused?.entityId?.startsWith('country:')
  return isNamed && accused ? [{ sentence, country: accused.country, accused }] : []
}

/** A bare denial is about what the same speaker denies elsewhere in the article. */
function withOwnAccused(
  scene: Scene,
  draft: MergedDraft,
  drafts: readonly MergedDraft[],
  hasClaim: boolean,
): MergedDraft {
  if (draft.kind !== 'denial' || draft.accused?.name || !draft.speaker?.name) return draft
  const only = onlyAccused(drafts)
  if (only) return { ...draft, accused: { ...only, mention: null } }
  const other = drafts.find(
    (each) => each.kind === 'denial' && each.accused?.name && each.speaker?.name === draft.speaker?.name,
  )
  if (other?.accused) return { ...draft, accused: { ...other.accused, mention: null } }
  const { speaker } = draft
  const isVoice = speaker.country !== null && (speaker.isState || speaker.isOfficial)
  return isVoice && !hasClaim ? { ...draft, accused: ownSide(scene, speaker) } : draft
}

/** The one state that the whole article is about. */
function onlyAccused(drafts: readonly MergedDraft[]): AccusedRole | undefined {
  const named = drafts.flatMap(({ accused }) => (accused?.name ? [accused] : []))
  const [first] = named
  const isOne = first?.entityId?.startsWith('country:') && named.every(({ entityId }) => entityId === first.entityId)
  return isOne ? first : undefined
}

/** `you` without a name means whom the same speaker accused before. */
function withAddressee(draft: MergedDraft, claims: readonly MergedDraft[]): MergedDraft {
  if (draft.accused?.name) return draft
  const own = claims.filter(
    (claim) =>
      claim !== draft && claim.accused?.name && claim.speaker?.name && claim.speaker.name === draft.speaker?.name,
  )
  const before = own.findLast((claim) => claim.sentence <= draft.sentence) ?? own[0]
  if (!before?.accused && draft.flags.includes('needs_accused')) {
    const near = claims.findLast(
      (claim) =>
        claim !== draft &&
        claim.accused?.name &&
        claim.sentence < draft.sentence &&
        claim.sentence >= draft.sentence - 3,
    )
    return near?.accused ? { ...draft, accused: { ...near.accused, mention: null } } : draft
  }
  if (!before?.accused) return draft
  return { ...draft, accused: { ...before.accused, mention: draft.accused?.mention ?? null } }
}

/**
 * All mentions of the same claim: of one speaker against one accused. A demand to stop is another claim, which belongs
 * to it when said in the same breath; so does what nobody is named to have said.
 */
function runOf(first: MergedDraft, claims: readonly MergedDraft[]): MergedDraft[] {
  const same = claims.filter(
    (claim) => claim.speaker?.name === first.speaker?.name && claim.accused?.name === first.accused?.name,
  )
  const breath = new Set([first])
  const at = same.indexOf(first)
  for (const step of [-1, 1]) {
    let last = first
    for (let next = at + step; next >= 0 && next < same.length; next += step) {
      const claim = same[next]!
      if (Math.abs(claim.sentence - last.sentence) > MAX_RUN_GAP) break
      breath.add(claim)
      last = claim
    }
  }
  const isClustered = (claim: MergedDraft) => claim.speaker?.name && ![claim, first].some(isAnotherPoint)
  return same.filter((claim) => breath.has(claim) || isClustered(claim))
}

/** A warning or a demand to stop says something else than the accusation. */
function isAnotherPoint(claim: MergedDraft): boolean {
  return [claim.subtype, ...claim.also].some((subtype) => subtype === 'demand_to_stop' || subtype === 'warning')
}

/** A denial that names nobody, of a claim that names nobody, is of what the speaker's own side is said to do. */
function withOwn(draft: MergedDraft): MergedDraft {
  if (draft.kind === 'claim' || draft.accused?.name || !draft.own?.name) return draft
  return { ...draft, accused: draft.own }
}

function withAccused(
  scene: Scene,
  draft: MergedDraft,
  claim: { readonly accused: AccusedRole | undefined },
): MergedDraft {
  // `no evidence of foreign interference` is about nobody in particular.
  const isOpen = draft.subtype === 'no_evidence_finding' && draft.act !== undefined
  if (draft.accused?.name || !claim.accused || isOpen) return draft
  const { speaker } = draft
  const isVoice = speaker !== undefined && speaker.country !== null && (speaker.isState || speaker.isOfficial)
  if (isVoice && draft.kind === 'denial' && isAnyForeigner(claim.accused))
    return { ...draft, accused: ownSide(scene, speaker) }
  return { ...draft, accused: { ...claim.accused, mention: null } }
}

function firstAccusation(kept: readonly { readonly draft: MergedDraft }[], ids: readonly number[]): number[] {
  const accusations = ids.filter((id) => kept[id]!.draft.subtype !== 'demand_to_stop')
  return (accusations.length > 0 ? accusations : ids).slice(0, 1)
}
