import type { EntityKind } from '../../../domain/lexicon.ts'
import type { Mention } from '../../../domain/mention.ts'
import type { LinkedDraft } from '../links/linkDrafts.ts'
import type { Reading } from '../text/readText.ts'
import { tokenize } from '../words/tokenize.ts'

/** In which capacity somebody speaks. */
export type Standing = Pick<Mention['speaker'], 'denierRole' | 'onBehalfOf'>

const STATE_KINDS: readonly EntityKind[] = ['country', 'bloc', 'seat', 'service']
/** Words for those who speak for a state without being it. */
const VOICES = ['mission', 'diplomat', 'spokes', 'ministry']

/**
 * Tells whether the speaker of a denial is the accused, speaks for it, or is somebody else, and for which state he
 * speaks: that of the accused where he is on its side, and any spokesman’s own.
 *
 * @returns Nulls for claims of others than spokesmen, and where the speaker or the accused is not known.
 * @throws Never.
 */
export function resolveStanding(reading: Reading, draft: LinkedDraft): Standing {
  const { speaker } = draft
  if (!speaker || draft.isNarrator) return { denierRole: null, onBehalfOf: null }
  const role = roleOf(reading, draft)
  const isSpokesman = isCalled(reading, draft, ['spokes'])
  const isForAccused = role === 'representative' || (role === 'accused' && speaker.isState)
  const isFor = draft.kind === 'claim' ? isSpokesman : isForAccused || isSpokesman
  return {
    denierRole: draft.kind === 'denial' ? role : null,
    onBehalfOf: isFor ? stateOfSide(reading, draft, role) : null,
  }
}

/** The speaker’s own state; for a representative without one, the accused. */
function stateOfSide(reading: Reading, { speaker, accused }: LinkedDraft, role: Standing['denierRole']): string | null {
  if (speaker?.country) {
    const id = `country:${speaker.country}`
    return reading.index.entities.has(id) ? id : null
  }
  return role === 'representative' && isStateLike(reading, accused?.entityId) ? accused!.entityId : null
}

function isStateLike(reading: Reading, entityId: string | null | undefined): boolean {
  const entity = entityId ? reading.index.entities.get(entityId) : undefined
  return entity !== undefined && STATE_KINDS.includes(entity.kind)
}

function roleOf(reading: Reading, draft: LinkedDraft): Standing['denierRole'] {
  const { speaker, accused } = draft
  if (!speaker) return null
  const isVoice = isCalled(reading, draft, VOICES)
  if (!accused?.name) return isVoice ? 'representative' : speaker.isState ? 'accused' : null
  const isSame = speaker.country !== null && speaker.country === accused.country
  if (isVoice && (isSame || speaker.country === null) && !speaker.isState) return 'representative'
  if (accused.country === null && isCalled(reading, draft, ['spokes'])) return 'representative'
  if (isVoice && isSame && speaker.resolution === 'metonym') return 'representative'
  if (speaker.name === accused.name || (speaker.isState && isSame)) return 'accused'
  if (isSame && isStateLike(reading, accused.entityId)) return 'representative'
  return 'third_party'
}

/** The words for the speaker, or a role that he has elsewhere in the article or in the gazetteer. */
function isCalled(reading: Reading, { speaker }: LinkedDraft, names: readonly string[]): boolean {
  if (!speaker) return false
  const { from, to } = speaker.phrase ?? { from: 0, to: 0 }
  for (let at = from; at < to; at += 1) if (names.some((name) => reading.classes[at]!.has(name))) return true
  const isName = (word: string) => names.some((name) => reading.index.classes.get(word)?.has(name))
  const words = speaker.person
    ? speaker.person.roles.map(({ head }) => head)
    : tokenize(speaker.name ?? '').map(({ norm }) => norm)
  return words.some(isName)
}
