import { z } from 'zod'
import { loadArticle, type ReadableArticle } from '../../db/loadArticle.ts'
import type { ArticleRevision } from '../../domain/article.ts'
import type { HttpApp, HttpDeps } from '../httpDeps.ts'
import { HttpProblem } from '../problem.ts'
import { apiSchemas } from '../schemas/apiSchemas.ts'
import { section, span } from '../schemas/mentionSchema.ts'
import { outlet } from '../schemas/outletSchema.ts'
import { anyProblem } from '../schemas/problemSchema.ts'
import { idParams } from '../schemas/querySchema.ts'
import { record } from '../schemas/recordSchema.ts'

const article = z.object({
  id: z.string(),
  url: z.string(),
  canonicalUrl: z.string().nullable(),
  firstSeenAt: z.string(),
  outlet,
  revision: z.number().int().describe('The newest; older ones are not served'),
  title: z.string().nullable(),
  authors: z.array(z.string()).readonly(),
  siteName: z.string().nullable(),
  section: z.string().nullable(),
  publishedAt: z.string().nullable(),
  modifiedAt: z.string().nullable(),
  language: z.string(),
  text: z.string(),
  textSha256: z.string(),
  textSource: z.enum(['page', 'feed']),
  zones: z.array(span.extend({ section })).readonly().describe('What no zone covers is body'),
  flags: z.array(z.string()).readonly(),
  records: z.array(record).readonly().describe('In the order of the text'),
})
apiSchemas.add(article, { id: 'Article' })

export function addArticleRoutes(app: HttpApp, { database }: HttpDeps): void {
  const schema = {
    tags: ['data'],
    summary: 'The newest revision of an article, with its records',
    params: idParams,
    response: { 200: z.object({ data: article }), default: anyProblem },
  }
  app.get('/v1/articles/:id', { schema }, async (request) => {
    const { id } = request.params
    const found = await loadArticle(database, id)
    if (!found) throw new HttpProblem(404, 'NOT_FOUND', `There is no article "${id}"`)
    if (!found.revision) throw new HttpProblem(404, 'NOT_FOUND', `Article "${id}" has no text: it was not read yet`)
    return { data: articleView(found, found.revision) }
  })
}

function articleView({ id, url, firstSeenAt, outlet, records }: ReadableArticle, revision: ArticleRevision) {
  return {
    id,
    url,
    canonicalUrl: revision.canonicalUrl ?? null,
    firstSeenAt: firstSeenAt.toISOString(),
    outlet: { ...outlet, country: outlet.country ?? null },
    revision: revision.revision,
    title: revision.title ?? null,
    authors: revision.authors,
    siteName: revision.siteName ?? null,
    section: revision.section ?? null,
    publishedAt: revision.publishedAt?.toISOString() ?? null,
    modifiedAt: revision.modifiedAt?.toISOString() ?? null,
    language: revision.language,
    text: revision.text,
    textSha256: revision.textSha256,
    textSource: revision.textSource,
    zones: revision.zones,
    flags: revision.flags,
    records,
  }
}
