import { formatDate } from '../formatDate.ts'
import { markup } from '../markup.ts'
import { demoNotice } from './demoNotice.ts'
import type { PageView } from './pageView.ts'
import { renderHead } from './renderHead.ts'
import { renderText } from './renderText.ts'

/** A page in the manner of AMP: custom elements, sidebar, consent element, advertisement between paragraphs. */
export function renderAmp(page: PageView): string {
  const { article, outlet } = page
  return markup`<!doctype html>
<html amp lang="${article.language}">
${renderHead(page, { hasJsonLd: true, extra: markup`<style amp-custom>.ad{min-height:250px}.caption{font-size:.8rem}</style>\n` })}
<body>
<amp-sidebar id="menu" layout="nodisplay" side="left"><ul>${[...outlet.navigation, ...(page.heft?.menu ?? [])].map((name) => markup`<li><a href="${page.homeUrl}?topic=${encodeURIComponent(name)}">${name}</a></li>`)}</ul></amp-sidebar>
<header class="top"><button on="tap:menu.toggle" aria-label="Menu">☰</button><a href="${page.homeUrl}">${outlet.name}</a></header>
<amp-consent id="consent" layout="nodisplay"><div id="consent-ui"><p>This site stores data on your device. Agree?</p><button on="tap:consent.accept">Agree</button></div></amp-consent>
<article>
<h1 class="title">${article.headline}</h1>
<p class="meta"><span class="author">${article.authors.join(', ')}</span> <time datetime="${article.publishedAt}">${formatDate(new Date(article.publishedAt), 'reader', '+08:00')} (UTC+8)</time></p>
<amp-social-share type="email" width="40" height="32"></amp-social-share><amp-social-share type="system" width="40" height="32"></amp-social-share>
${
  article.figure &&
  markup`<figure><amp-img src="${page.homeUrl}media/${article.slug}.svg" width="960" height="540" layout="responsive" alt=""></amp-img><figcaption class="caption">${article.figure.caption} / ${article.figure.credit}</figcaption></figure>\n`
}${article.standfirst !== undefined && markup`<p class="lead"><strong>${article.standfirst}</strong></p>\n`}${article.paragraphs.map(
  (paragraph, index) => markup`<p>${renderText(page, paragraph)}</p>
${index === 2 && markup`<div class="ad"><amp-ad width="300" height="250" type="house"></amp-ad><span>Advertisement</span></div>\n`}`,
)}</article>
<section class="recirculation"><h2>You may also like</h2>${page.related.map((link) => markup`<a class="card" href="${link.url}"><h3>${link.headline}</h3></a>`)}</section>
<amp-list class="latest" layout="fixed-height" height="200"><div>${page.latest.map((link) => markup`<a href="${link.url}">${link.headline}</a>`)}</div></amp-list>
<footer><p>${demoNotice}</p></footer>
</body></html>
`.text
}
