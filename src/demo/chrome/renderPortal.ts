import { formatDate } from '../formatDate.ts'
import { type Markup, markup } from '../markup.ts'
import { demoNotice } from './demoNotice.ts'
import type { PageView } from './pageView.ts'
import { renderHead } from './renderHead.ts'
import { renderText } from './renderText.ts'

/** An old portal: nested divs without meaning, one block of text broken by `<br><br>`, banners between. */
export function renderPortal(page: PageView): string {
  const { article, outlet } = page
  const isRussian = article.language === 'ru'
  return markup`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html lang="${article.language}">
${renderHead(page, { hasJsonLd: false, extra: markup`<meta http-equiv="Content-Type" content="text/html; charset=${outlet.charset}">\n` })}
<body>
<div id="wrap"><div id="top"><div class="l"><a href="${page.homeUrl}"><b>${outlet.name}</b></a></div><div class="r">${outlet.tagline}</div></div>
<div id="nav">${[...outlet.navigation, ...(page.heft?.menu ?? [])].map((name) => markup`<div class="ni"><a href="${page.homeUrl}?cat=${encodeURIComponent(name)}">${name}</a></div>`)}</div>
<div class="cols"><div class="c1"><div class="box"><div class="bt">${isRussian ? 'Главное' : 'Top news'}</div>${page.latest.map((link) => markup`<div class="bn"><a href="${link.url}">${link.headline}</a></div>`)}</div></div>
<div class="c2"><div class="inner"><div class="path"><a href="${page.homeUrl}">${isRussian ? 'Главная' : 'Main'}</a> &raquo; ${article.section}</div>
<div class="ttl"><h1>${article.headline}</h1></div>
<div class="dt">${formatDate(new Date(article.publishedAt), 'reader', 'GMT')} &nbsp; ${article.authors.join(', ')}</div>
<div class="txt"><div class="in"><div>${renderBroken(page)}</div></div></div>
<div class="soc"><a href="#a">${isRussian ? 'Поделиться' : 'Share'}</a> <a href="#b">${isRussian ? 'Отправить другу' : 'Send to a friend'}</a> <a href="#c">${isRussian ? 'Печать' : 'Print'}</a></div>
<div class="tg">${isRussian ? 'Теги' : 'Tags'}: ${article.tags.map((tag) => markup`<a href="${page.homeUrl}?tag=${encodeURIComponent(tag)}">#${tag}</a> `)}</div>
<div class="rel"><div class="bt">${isRussian ? 'Читайте также' : 'Read also'}</div>${page.related.map((link) => markup`<div><a href="${link.url}">${link.headline}</a></div>`)}</div>
</div></div></div>
<div id="ft">${demoNotice}</div></div>
</body></html>
`.text
}

function renderBroken(page: PageView): Markup {
  return markup`${page.article.paragraphs.map((paragraph, index) => markup`${index > 0 && markup`<br><br>\n`}${renderText(page, paragraph)}`)}`
}
