import type { Article } from '../../domain/article.ts'
import type { Mention } from '../../domain/mention.ts'
import type { Outlet } from '../../domain/outlet.ts'
import type { TaggedRecord } from '../../domain/record.ts'

export interface RecordOrigin {
  readonly articleId: string
  readonly revision: number
  /** The address that a reader can open: the page's own canonical URL where it names one. */
  readonly url: string
  readonly firstSeenAt: Date
  readonly article: Article
  readonly outlet: Outlet
}

/**
 * Puts a Mention together with the Article and the Outlet that carry it.
 *
 * @returns Version 1 of the record; `planRecordChanges` raises it when there is a stored one.
 * @throws Never.
 */
export function buildRecord(mention: Mention, origin: RecordOrigin): TaggedRecord {
  const { article, outlet } = origin
  return {
    id: mention.id,
    version: 1,
    mention,
    article: {
      id: origin.articleId,
      revision: origin.revision,
      url: origin.url,
      title: article.title ?? null,
      authors: article.authors,
      language: article.language,
      publishedAt: article.publishedAt?.toISOString() ?? null,
      firstSeenAt: origin.firstSeenAt.toISOString(),
      textSource: article.textSource,
    },
    outlet: { id: outlet.id, name: outlet.name, country: outlet.country ?? null, labels: outlet.labels },
  }
}
