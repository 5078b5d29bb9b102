import { createHash } from 'node:crypto'
import path from 'node:path'
import { loadLexicon } from '../../../config/lexicon.ts'
import { findMentions } from '../../../src/core/tagging/findMentions.ts'
import type { Mention } from '../../../src/domain/mention.ts'

export const lexicon = loadLexicon(path.join(import.meta.dirname, '..', '..', '..', 'config'))

/** Tags a bare text, with the lexicons of the repository unless others are given. */
export function tag(text: string, publishedAt?: string, using = lexicon): Mention[] {
  return findMentions(
    {
      id: 'article',
      text,
      textSha256: createHash('sha256').update(text).digest('hex'),
      ...(publishedAt === undefined ? {} : { publishedAt: new Date(publishedAt) }),
    },
    using,
  )
}

/** `claim.accusation by Latvia against Belarus`, one line a Mention. */
export function summarize(text: string): string[] {
  return tag(text).map(
    (mention) => `${mention.kind} by ${mention.speaker.name ?? 'nobody'} against ${mention.accused.name ?? 'nobody'}`,
  )
}
