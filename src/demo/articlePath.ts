import { createHash } from 'node:crypto'
import type { StandArticle, StandOutlet } from './stand.ts'

/** The path (and query, for an outlet that uses one) under which a stand serves an article. */
export function articlePath(outlet: StandOutlet, article: StandArticle): string {
  const [yyyy = '', mm = '', dd = ''] = article.publishedAt.slice(0, 10).split('-')
  const parts: Readonly<Record<string, string>> = {
    yyyy,
    mm,
    dd,
    section: article.section
      .normalize('NFD')
      .replace(/[^\x20-\x7e]+/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-'),
    slug: article.slug,
    id: String(createHash('sha256').update(article.slug).digest().readUInt32BE(0)),
  }
  return `/${outlet.id}${outlet.articlePath.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '')}`
}
