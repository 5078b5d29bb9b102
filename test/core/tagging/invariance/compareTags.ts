import { findMentions } from '../../../../src/core/tagging/findMentions.ts'
import type { Mention } from '../../../../src/domain/mention.ts'
import type { CorpusCase } from '../../../gate/loadCorpus.ts'
import { lexicon } from '../tag.ts'
import type { RewrittenText } from './rewriteText.ts'

/** How many Mentions of a text are the same after a change that should not matter. */
export interface Comparison {
  readonly kept: number
  readonly all: number
  /** `claim 12-80`, in places of the changed text. */
  readonly lost: readonly string[]
  readonly gained: readonly string[]
}

/** Tags a text of the corpus, or what became of it. */
export function tagCase({ id, publishedAt }: CorpusCase, text: string): Mention[] {
  return findMentions({ id, text, textSha256: '', ...(publishedAt ? { publishedAt } : {}) }, lexicon)
}

/**
 * Compares the Mentions of a text with those of the changed one by kind and place.
 *
 * @returns `all` counts each Mention of the two once, those that are in both too.
 */
export function compareTags(
  before: readonly Mention[],
  after: readonly Mention[],
  shift: RewrittenText['shift'],
): Comparison {
  const wanted = before.map(({ kind, span }) => describe(kind, shift(span)))
  const found = after.map(({ kind, span }) => describe(kind, span))
  const lost = wanted.filter((each) => !found.includes(each))
  const gained = found.filter((each) => !wanted.includes(each))
  const kept = wanted.length - lost.length
  return { kept, all: Math.max(wanted.length, found.length), lost, gained }
}

function describe(kind: string, { start, end }: { start: number; end: number }): string {
  return `${kind} ${start}-${end}`
}
