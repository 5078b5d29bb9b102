import type { MergedDraft } from '../judges/mergeDrafts.ts'
import { countryOf } from '../phrases/readModifiers.ts'
import type { Topic } from '../scene/findTopics.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading } from '../text/readText.ts'

const MAX_MATTER_DISTANCE = 6

/**
 * Finds the interference that a denial without a claim is about: `the accusations were absurd`, said for a state of
 * whose interference the article speaks, or just after the article spoke of interference by whomever.
 *
 * @param topics What the article speaks of, in reading order.
 * @param denied What other denials of the article are about.
 * @returns undefined when the article speaks of nothing that the draft could be about.
 * @throws Never.
 */
export function matchTopic(
  reading: Reading,
  draft: MergedDraft,
  topics: readonly Topic[],
  denied: readonly Topic[],
): Topic | undefined {
  const { speaker } = draft
  const reach = draft.sentence === 0 ? MAX_MATTER_DISTANCE : 0
  const near = topics.findLast(
    ({ sentence }) => sentence <= draft.sentence + reach && sentence >= draft.sentence - MAX_MATTER_DISTANCE,
  )
  if (draft.kind !== 'denial') return near && { ...near, accused: undefined }
  if (!speaker?.name || draft.flags.includes('needs_overlap')) return undefined
  const isVoice = speaker.country !== null && (speaker.isState || speaker.isOfficial)
  const own = isVoice ? [...topics, ...denied].find(({ country }) => country === speaker.country) : undefined
  if (own) return own
  const tie = draft.flags.includes('tie') && draft.target ? topicNamedIn(reading, draft.target, topics) : undefined
  const isOthers = isVoice && topics.some(({ country }) => country !== null)
  const isEmpty = !draft.target || draft.target.to <= draft.target.from
  const isFar = isEmpty && near !== undefined && near.sentence < draft.sentence - 1
  if (tie || isOthers || isFar || draft.flags.includes('needs_matter')) return tie
  return near?.country === null ? near : undefined
}

/** `denied any contact with Moscow`, in an article about Russian meddling. */
function topicNamedIn(reading: Reading, range: TokenRange, topics: readonly Topic[]): Topic | undefined {
  const country = countryOf(reading, range.from, range.to)
  const found = country === null ? undefined : topics.find((topic) => topic.country === country)
  return found && { ...found, accused: undefined }
}
