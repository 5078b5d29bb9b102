import { formatDate } from '../formatDate.ts'
import { markup } from '../markup.ts'
import { demoNotice } from './demoNotice.ts'
import type { PageView } from './pageView.ts'
import { renderHead } from './renderHead.ts'
import { renderText } from './renderText.ts'

/** A magazine: drop cap, pull quote inside the text, author box with a biography, "further reading". */
export function renderMagazine(page: PageView): string {
  const { article, outlet } = page
  return markup`<!doctype html>
<html lang="${article.language}">
${renderHead(page, { hasJsonLd: true })}
<body>
<a class="skip-link" href="#main">Skip to content</a>
<header role="banner"><a href="${page.homeUrl}">${outlet.name}</a> <em>${outlet.tagline}</em>
<details><summary>Menu</summary><nav>${[...outlet.navigation, ...(page.heft?.menu ?? [])].map((name) => markup`<a href="${page.homeUrl}?rubric=${encodeURIComponent(name)}">${name}</a> `)}</nav></details></header>
<main id="main">
<article class="feature">
<hgroup><p class="rubric">${article.section}</p><h1>${article.headline}</h1>${article.standfirst !== undefined && markup`<p class="dek">${article.standfirst}</p>`}</hgroup>
<div class="credits">Words: <address rel="author">${article.authors.join(', ')}</address> <time datetime="${article.publishedAt}" pubdate>${formatDate(new Date(article.publishedAt), 'reader', '+01:00')}</time> <span class="reading-time">${Math.max(1, Math.round(article.paragraphs.join(' ').length / 1200))} min read</span></div>
${
  article.figure &&
  markup`<figure class="lead"><picture><source srcset="${page.homeUrl}media/${article.slug}.svg"><img src="${page.homeUrl}media/${article.slug}.svg" alt="" loading="lazy"></picture><figcaption>${article.figure.caption} <small>© ${article.figure.credit}</small></figcaption></figure>\n`
}<div class="prose">
${article.paragraphs.map(
  (paragraph, index) => markup`<p${index === 0 && markup` class="drop-cap"`}>${renderText(page, paragraph)}</p>
${index === 1 && article.pullQuote !== undefined && markup`<aside class="pull-quote" aria-hidden="true"><p>${article.pullQuote}</p></aside>\n`}`,
)}</div>
<section class="author-box"><h2>About the author</h2>${article.authors.map((name) => markup`<p><strong>${name}</strong> writes about elections for ${outlet.name}.</p>`)}</section>
</article>
<section class="further"><h2>Further reading</h2><ul>${page.related.map((link) => markup`<li><a href="${link.url}">${link.headline}</a></li>`)}</ul></section>
<section class="from-the-issue"><h2>From this issue</h2><ul>${page.latest.map((link) => markup`<li><a href="${link.url}">${link.headline}</a></li>`)}</ul></section>
<section class="support"><h2>Support our work</h2><p>Independent reporting needs readers. Give once or every month.</p><button>Donate</button></section>
</main>
<footer role="contentinfo"><p>${demoNotice}</p></footer>
</body></html>
`.text
}
