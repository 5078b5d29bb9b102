import { articlePath } from './articlePath.ts'
import { demoNotice } from './chrome/demoNotice.ts'
import { markup } from './markup.ts'
import type { StandArticle, StandOutlet } from './stand.ts'

/** A front page: the outlets with their feeds and, for one outlet, its articles. */
export function renderDirectory(
  outlets: readonly StandOutlet[],
  origin: string,
  articles: readonly StandArticle[] = [],
): string {
  const only = outlets.length === 1 ? outlets[0] : undefined
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${only?.name ?? 'The claimwire newsstand'}</title></head><body>
<h1>${only?.name ?? 'The claimwire newsstand'}</h1>
<p>${only?.tagline ?? 'Feeds and pages to try claimwire on.'}</p>
<ul>${outlets.map(
    (outlet) =>
      markup`<li><a href="${origin}/${outlet.id}/">${outlet.name}</a>: ${outlet.feeds.map((feed) => markup`<a href="${origin}/${outlet.id}/${feed.path}">${feed.title}</a> `)}</li>\n`,
  )}</ul>
${only && markup`<ul>${articles.map((article) => markup`<li><a href="${origin}${articlePath(only, article)}">${article.headline}</a></li>\n`)}</ul>`}
<p><small>${demoNotice}</small></p>
</body></html>
`.text
}
