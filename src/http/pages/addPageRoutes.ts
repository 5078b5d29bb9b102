import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { countFeedHealth } from '../../db/countFeedHealth.ts'
import { listRecords } from '../../db/listRecords.ts'
import { loadArticle } from '../../db/loadArticle.ts'
import type { HttpApp, HttpDeps } from '../httpDeps.ts'
import { HttpProblem } from '../problem.ts'
import { idParams } from '../schemas/querySchema.ts'
import { articlePage } from './articlePage.ts'
import { newestPage } from './newestPage.ts'

const NEWEST = 50
const HTML = 'text/html; charset=utf-8'

/** Pages for people: plain HTML without a script. */
export function addPageRoutes(app: HttpApp, { database, now }: HttpDeps): void {
  const css = readFileSync(new URL('../public/page.css', import.meta.url), 'utf8')
  // The name changes with the content, so browsers may keep it.
  const stylesheet = `/public/page.${createHash('sha256').update(css).digest('hex').slice(0, 12)}.css`
  app.get(stylesheet, { schema: { hide: true } as object }, async (_request, reply) =>
    reply.header('cache-control', 'private, max-age=31536000, immutable').type('text/css; charset=utf-8').send(css),
  )

  app.get('/', { schema: { hide: true } as object }, async (_request, reply) => {
    const rows = await listRecords(database, {}, NEWEST)
    const feeds = await countFeedHealth(database)
    return reply.type(HTML).send(newestPage(rows, feeds, now(), stylesheet).text)
  })

  const schema = { hide: true, params: idParams }
  app.get('/articles/:id', { schema }, async (request, reply) => {
    const { id } = request.params
    const article = await loadArticle(database, id)
    if (!article?.revision) throw new HttpProblem(404, 'NOT_FOUND', `There is no text of an article "${id}"`)
    return reply.type(HTML).send(articlePage(article, article.revision, stylesheet).text)
  })
}
