import type { Section } from '../../domain/article.ts'
import type { Lexicon } from '../../domain/lexicon.ts'
import type { Mention, TaggableArticle } from '../../domain/mention.ts'
import type { Span } from '../../domain/span.ts'
import { buildMentions } from './findMentions.ts'
import { judgeSentence } from './judges/judgeSentence.ts'
import { mergeDrafts } from './judges/mergeDrafts.ts'
import { linkDrafts } from './links/linkDrafts.ts'
import { buildScene } from './scene/buildScene.ts'
import { findTopics } from './scene/findTopics.ts'
import type { Scene } from './scene/scene.ts'
import type { TokenRange } from './text/findParagraphs.ts'
import { type Reading, readText, type Sentence } from './text/readText.ts'
import { indexLexicon } from './words/indexLexicon.ts'

/** A cue verb as it was read. */
export interface ExplainedCue {
  readonly span: Span
  readonly subject: Span | null
  /** Who the subject was resolved to, and how. */
  readonly speaker: string | null
  readonly resolution: string
  readonly content: Span | null
  /** Why it does not count: negated, conditional, only possible. */
  readonly blocked: string | null
}

/** Words for interference that gave no Mention. */
export interface ExplainedNearMiss {
  readonly span: Span
  readonly ruleId: string
  readonly reason: string
}

/** One sentence with everything that the tagger saw in it. */
export interface ExplainedSentence {
  readonly span: Span
  readonly section: Section
  readonly names: readonly { readonly span: Span; readonly entityId: string | null; readonly sense: string }[]
  readonly cues: readonly ExplainedCue[]
  readonly acts: readonly { readonly span: Span; readonly ruleId: string }[]
  readonly nearMisses: readonly ExplainedNearMiss[]
  readonly mentions: readonly Mention[]
}

/**
 * Tags an article and says, sentence by sentence, what was seen, which rule fired and why near misses were not tagged.
 *
 * @param article As for `findMentions`.
 * @param lexicon As for `findMentions`.
 * @returns One entry a sentence, in reading order; their Mentions together are those of `findMentions`.
 * @throws Never.
 */
export function explainMentions(article: TaggableArticle, lexicon: Lexicon): ExplainedSentence[] {
  const reading = readText(article, indexLexicon(lexicon))
  const scene = buildScene(reading)
  const judged = reading.sentences.map((sentence) =>
    sentence.section === 'caption' ? { drafts: [], nearMisses: [] } : judgeSentence(scene, sentence),
  )
  const drafts = linkDrafts(
    scene,
    judged.flatMap((judgement) => mergeDrafts(judgement.drafts)).slice(0, 2 * lexicon.limits.maxMentions),
    findTopics(scene),
  )
  const mentions = buildMentions(reading, drafts)
  return reading.sentences.map((sentence, index) => {
    const own = mentions.filter((_mention, at) => drafts[at]!.sentence === index)
    const dropped = judged[index]!.drafts.filter(
      (draft) => !own.some((mention) => mention.ruleIds.includes(draft.ruleId)) && draft.flags.includes('needs_claim'),
    )
    return {
      span: { start: sentence.start, end: sentence.end },
      section: sentence.section,
      names: explainNames(reading, sentence),
      cues: explainCues(scene, index),
      acts: (scene.acts[index] ?? []).map((act) => ({
        span: spanOf(reading, { from: act.at, to: act.end }),
        ruleId: act.ruleId,
      })),
      nearMisses: [
        ...judged[index]!.nearMisses.map(({ act, reason }) => ({
          span: spanOf(reading, { from: act.at, to: act.end }),
          ruleId: act.ruleId,
          reason,
        })),
        ...dropped.map((draft) => ({
          span: spanOf(reading, draft.cue ?? sentence),
          ruleId: draft.ruleId,
          reason: 'there is no claim in the article that it could answer',
        })),
      ],
      mentions: own,
    }
  })
}

function explainNames(reading: Reading, sentence: Sentence): ExplainedSentence['names'] {
  return reading.names
    .filter((name) => name.from >= sentence.from && name.to <= sentence.to)
    .map((name) => ({
      span: spanOf(reading, name),
      entityId: name.candidates.length === 1 ? name.candidates[0]!.id : null,
      sense: name.sense,
    }))
}

function explainCues(scene: Scene, sentence: number): ExplainedCue[] {
  const { reading } = scene
  return (scene.cues[sentence] ?? []).map((cue) => {
    const speaker = scene.speakers.get(cue)
    return {
      span: spanOf(reading, { from: cue.at, to: cue.end }),
      subject: cue.subject ? spanOf(reading, cue.subject) : null,
      speaker: speaker?.name ?? null,
      resolution: speaker?.resolution ?? 'unresolved',
      content: cue.content.to > cue.content.from ? spanOf(reading, cue.content) : null,
      blocked: cue.blocked ?? null,
    }
  })
}

function spanOf(reading: Reading, range: TokenRange): Span {
  return { start: reading.tokens[range.from]!.start, end: reading.tokens[Math.max(range.from, range.to - 1)]!.end }
}
