import { createHash } from 'node:crypto'
import type { Mention } from '../../../domain/mention.ts'
import { findMethods } from '../acts/findMethods.ts'
import type { ElectionMatcher } from '../elections/matchElections.ts'
import type { LinkedDraft } from '../links/linkDrafts.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Reading } from '../text/readText.ts'
import { measureSpans } from './measureSpans.ts'
import { resolveMode } from './resolveMode.ts'
import { resolveScope } from './resolveScope.ts'
import { resolveStanding } from './resolveStanding.ts'

/** Gives out ids: the same for the same statement at the same place, whatever the tagger version. */
export type IdSource = (kind: string, sentence: string) => string

/**
 * Starts the ids of one article.
 *
 * @returns A function that counts equal sentences, so that each Mention has an id of its own.
 * @throws Never.
 */
export function startIds(articleId: string): IdSource {
  const counts = new Map<string, number>()
  return (kind, sentence) => {
    const key = `${kind}\n${sentence.replace(/\s+/g, ' ').trim()}`
    const ordinal = counts.get(key) ?? 0
    counts.set(key, ordinal + 1)
    return `m${createHash('sha256').update(`${articleId}\n${key}\n${ordinal}`).digest('hex').slice(0, 24)}`
  }
}

/**
 * Builds the Mention of a draft: exact spans, election, methods and scope. Links are added by the caller.
 *
 * @throws Never.
 */
export function buildMention(
  reading: Reading,
  draft: LinkedDraft,
  matchElection: ElectionMatcher,
  nextId: IdSource,
): Mention {
  const { article, text, index } = reading
  const sentence = reading.sentences[draft.sentence]!
  const { span, cue, content, target } = measureSpans(reading, draft)
  const isClaim = draft.kind === 'claim'
  const methods = draft.content || draft.act ? findMethods(reading, methodRange(draft, sentence)) : ['unspecified']
  const techniques = index.lexicon.methods
    .filter((method) => methods.includes(method.code))
    .flatMap((method) => method.disarm)
  const { electorate, ...election } = matchElection(sentence, draft.speaker?.country)
  const accused = draft.accused
  const length = index.lexicon.limits.contextLength
  return {
    id: nextId(draft.kind, text.slice(sentence.start, sentence.end)),
    articleId: article.id,
    textSha256: article.textSha256,
    taggerVersion: index.lexicon.version,
    kind: draft.kind,
    subtype: draft.subtype,
    also: draft.also,
    span,
    sentence: { start: sentence.start, end: sentence.end },
    cue,
    content,
    target,
    quote: {
      exact: text.slice(span.start, span.end),
      prefix: text.slice(Math.max(0, span.start - length), span.start),
      suffix: text.slice(span.end, span.end + length),
    },
    section: sentence.section,
    speaker: {
      entityId: draft.speaker?.entity?.id ?? null,
      name: draft.isNarrator ? 'narrator' : (draft.speaker?.name ?? null),
      mention: draft.speaker?.mention ?? null,
      resolution: draft.isNarrator
        ? 'narrator'
        : draft.isContinuation && draft.speaker
          ? 'continuation'
          : (draft.speaker?.resolution ?? 'unresolved'),
      ...resolveStanding(reading, draft),
    },
    via: draft.via?.name ?? null,
    accused: { entityId: accused?.entityId ?? null, name: accused?.name ?? null, mention: accused?.mention ?? null },
    election,
    scope: resolveScope(reading, draft, electorate),
    methods,
    allegedTechniques: isClaim ? techniques : [],
    mode: resolveMode(reading, draft),
    modality: draft.modality,
    evidenceStatus: 'unspecified',
    respondsTo: [],
    contradicts: [],
    statementId: null,
    confidence: draft.speaker?.name === null ? Math.min(draft.confidence, 0.6) : draft.confidence,
    ruleIds: [...draft.ruleIds, ...(draft.act ? [draft.act.ruleId] : [])],
    flags: [...draft.flags.filter(isPublic), ...(draft.via ? ['reported_via'] : [])],
  }
}

/** What the rules asked of each other is over once a Mention stands. */
function isPublic(flag: string): boolean {
  return !flag.startsWith('needs_') && flag !== 'tie'
}

/** What is said to be done: not the words by which it is rejected (`lies`), and all that the narrator says himself. */
function methodRange(draft: LinkedDraft, sentence: TokenRange): TokenRange {
  if (draft.isNarrator && draft.kind === 'claim') return { from: sentence.from, to: sentence.to }
  const isRejected = draft.kind === 'denial' && draft.target !== undefined && draft.target.to > draft.target.from
  const parts = [
    isRejected ? draft.target : draft.content,
    draft.act ? { from: draft.act.at, to: draft.act.end } : undefined,
  ].filter((part) => part !== undefined)
  return {
    from: Math.max(sentence.from, Math.min(...parts.map((part) => part.from))),
    to: Math.min(sentence.to, Math.max(...parts.map((part) => part.to))),
  }
}
