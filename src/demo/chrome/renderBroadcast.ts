import { formatDate } from '../formatDate.ts'
import { type Markup, markup } from '../markup.ts'
import { demoNotice } from './demoNotice.ts'
import type { PageView } from './pageView.ts'
import { renderHead } from './renderHead.ts'
import { renderText } from './renderText.ts'

/** A broadcaster's site: a player, section bar, data-component blocks; also live blogs and video pages. */
export function renderBroadcast(page: PageView): string {
  const { article, outlet } = page
  return markup`<!doctype html>
<html lang="${article.language}" class="no-js">
${renderHead(page, { hasJsonLd: true })}
<body>
<div id="app"><header class="global"><a href="${page.homeUrl}" class="ident">${outlet.name}</a><nav><ul>${[...outlet.navigation, ...(page.heft?.menu ?? [])].map((name) => markup`<li><a href="${page.homeUrl}?${encodeURIComponent(name)}">${name}</a></li>`)}</ul></nav><a class="on-air" href="${page.homeUrl}?live">Watch live</a></header>
<main data-type="${article.kind}">
<article>
<div data-component="headline"><h1>${article.headline}</h1></div>
<div data-component="byline"><span>${article.authors.join(', ')}</span> <time datetime="${article.publishedAt}">${formatDate(new Date(article.publishedAt), 'reader', 'GMT')}</time></div>
${renderMedia(page)}${article.standfirst !== undefined && markup`<div data-component="text"><p><b>${article.standfirst}</b></p></div>\n`}${article.paragraphs.map((paragraph) => markup`<div data-component="text"><p>${renderText(page, paragraph)}</p></div>\n`)}${article.updates && renderUpdates(page)}</article>
<section data-component="tags"><h2>Related topics</h2><ul>${article.tags.map((tag) => markup`<li><a href="${page.homeUrl}?topic=${encodeURIComponent(tag)}">${tag}</a></li>`)}</ul></section>
<section data-component="links"><h2>More on this story</h2><ul>${page.related.map((link) => markup`<li><a href="${link.url}"><span>${link.headline}</span></a></li>`)}</ul></section>
<section data-component="top-stories"><h2>Top stories</h2><ul>${page.latest.map((link) => markup`<li><a href="${link.url}">${link.headline}</a></li>`)}</ul></section>
</main>
<div class="consent-strip" role="region">Let us know you agree to cookies <button>Yes</button> <button>No, take me to settings</button></div>
<footer>${demoNotice}</footer></div>
</body></html>
`.text
}

function renderMedia({ article, homeUrl }: PageView): Markup | undefined {
  const poster = `${homeUrl}media/${article.slug}.svg`
  if (article.kind === 'video') {
    return markup`<div data-component="player"><video controls preload="none" poster="${poster}"></video><button>Play</button><span class="duration">01:48</span></div>\n`
  }
  if (!article.figure) return undefined
  return markup`<div data-component="image"><figure><img src="${poster}" alt=""><span class="copyright">${article.figure.credit}</span><figcaption>${article.figure.caption}</figcaption></figure></div>\n`
}

function renderUpdates({ article }: PageView): Markup {
  return markup`<ol class="live-blog" data-component="live">${(article.updates ?? []).map(
    (update) =>
      markup`<li class="live-post" id="post-${update.at}"><time datetime="${update.at}">${formatDate(new Date(update.at), 'reader', 'GMT')}</time><h2>${update.headline}</h2>${update.paragraphs.map((paragraph) => markup`<p>${paragraph}</p>`)}</li>\n`,
  )}</ol>\n`
}
