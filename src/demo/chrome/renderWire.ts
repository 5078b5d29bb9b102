import { formatDate } from '../formatDate.ts'
import { markup } from '../markup.ts'
import { demoNotice } from './demoNotice.ts'
import type { PageView } from './pageView.ts'
import { renderHead } from './renderHead.ts'
import { renderText } from './renderText.ts'

/** An agency's site: bare, a slug line, `section` for the text, no JSON-LD, byline and editors at the foot. */
export function renderWire(page: PageView): string {
  const { article, outlet } = page
  return markup`<!DOCTYPE html>
<html lang="${article.language}">
${renderHead(page, { hasJsonLd: false, extra: markup`<meta name="author" content="${article.authors.join(', ')}">\n<meta name="date" content="${article.publishedAt}">\n` })}
<body>
<div id="bar"><a href="${page.homeUrl}">${outlet.name}</a> <span>${outlet.tagline}</span></div>
<div id="menu">${[...outlet.navigation, ...(page.heft?.menu ?? [])].map((name) => markup`<a href="${page.homeUrl}?desk=${encodeURIComponent(name)}">${name}</a> | `)}</div>
<section id="story" role="main">
<p class="slugline">${article.section} / ${formatDate(new Date(article.publishedAt), 'rfc822', 'GMT')}</p>
<h1>${article.headline}</h1>
<div class="text">
${article.paragraphs.map((paragraph) => markup`<p>${renderText(page, paragraph)}</p>\n`)}</div>
<p class="signature">(Reporting by ${article.authors.join(' and ')}; editing by the night desk)</p>
</section>
<div id="more"><b>More from this desk</b>${page.related.map((link) => markup`<div><a href="${link.url}">${link.headline}</a></div>`)}</div>
<div id="latest"><b>Latest</b>${page.latest.map((link) => markup`<div><a href="${link.url}">${link.headline}</a></div>`)}</div>
<div id="foot">${demoNotice}</div>
</body></html>
`.text
}
