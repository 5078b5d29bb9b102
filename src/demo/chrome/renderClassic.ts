import { formatDate } from '../formatDate.ts'
import { markup } from '../markup.ts'
import { demoNotice } from './demoNotice.ts'
import type { PageView } from './pageView.ts'
import { renderHead } from './renderHead.ts'
import { renderText } from './renderText.ts'

/** A site of the early 2000s: layout by tables, fonts by attribute, a link bar in cells. */
export function renderClassic(page: PageView): string {
  const { article, outlet } = page
  const isTurkish = article.language === 'tr'
  return markup`<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html lang="${article.language}">
${renderHead(page, { hasJsonLd: false })}
<body bgcolor="#ffffff">
<table width="980" align="center" cellpadding="4"><tr><td colspan="3"><a href="${page.homeUrl}"><font size="6">${outlet.name}</font></a><br><i>${outlet.tagline}</i></td></tr>
<tr>${outlet.navigation.map((name) => markup`<td><a href="${page.homeUrl}?s=${encodeURIComponent(name)}">${name}</a></td>`)}</tr></table>
<table width="980" align="center" cellpadding="8"><tr valign="top">
<td width="180"><b>${isTurkish ? 'Son haberler' : 'Latest'}</b><ul>${page.latest.map((link) => markup`<li><a href="${link.url}"><font size="2">${link.headline}</font></a></li>`)}${(page.heft?.menu ?? []).map((name) => markup`<li><a href="${page.homeUrl}?s=${encodeURIComponent(name)}">${name}</a></li>`)}</ul></td>
<td width="600"><h1>${article.headline}</h1>
<p class="info"><b>${article.authors.join(', ')}</b> - <time datetime="${article.publishedAt}">${formatDate(new Date(article.publishedAt), 'reader', outlet.feeds[0]?.zone ?? 'GMT')}</time></p>
${
  article.figure &&
  markup`<table align="right" width="220"><tr><td><img src="${page.homeUrl}media/${article.slug}.svg" width="200" alt=""></td></tr><tr><td class="imgcaption"><font size="1">${article.figure.caption} (${article.figure.credit})</font></td></tr></table>\n`
}<div id="article_text">
${article.standfirst !== undefined && markup`<p><b>${article.standfirst}</b></p>\n`}${article.paragraphs.map((paragraph) => markup`<p align="justify">${renderText(page, paragraph)}</p>\n`)}</div>
<hr><p><a href="#print">${isTurkish ? 'Yazdır' : 'Print version'}</a> | <a href="#send">${isTurkish ? 'Gönder' : 'Send by e-mail'}</a></p></td>
<td width="200"><b>${isTurkish ? 'İlgili haberler' : 'See also'}</b>${page.related.map((link) => markup`<p><a href="${link.url}">${link.headline}</a></p>`)}</td>
</tr></table>
<center><font size="1">${demoNotice}</font></center>
</body></html>
`.text
}
