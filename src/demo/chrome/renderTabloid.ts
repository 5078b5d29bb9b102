import { formatDate } from '../formatDate.ts'
import { type Markup, markup } from '../markup.ts'
import { demoNotice } from './demoNotice.ts'
import type { PageView } from './pageView.ts'
import { renderHead } from './renderHead.ts'
import { renderText } from './renderText.ts'

/** A popular paper: share bars above and below, "Read more" lines between paragraphs, comments, a most-read rail. */
export function renderTabloid(page: PageView): string {
  const { article, outlet } = page
  return markup`<!DOCTYPE html>
<html lang="${article.language}" prefix="og: https://ogp.me/ns#">
${renderHead(page, { hasJsonLd: true })}
<body>
<div id="gdpr" class="overlay"><strong>Your privacy</strong> We value it. <a href="${page.homeUrl}?page=privacy">Read our cookie note</a> <button>OK</button></div>
<div class="header"><a class="brand" href="${page.homeUrl}">${outlet.name}</a><div class="strap">${outlet.tagline}</div><ul class="nav">${[...outlet.navigation, ...(page.heft?.menu ?? [])].map((name) => markup`<li><a href="${page.homeUrl}?c=${encodeURIComponent(name)}">${name}</a></li>`)}</ul></div>
<div class="layout"><div class="main-column">
<div class="post" id="post-${article.slug}">
<span class="kicker">${article.section}</span>
<h1 class="post-title">${article.headline}</h1>
<div class="post-meta">By <a class="author" rel="author" href="${page.homeUrl}?author=${encodeURIComponent(article.authors[0] ?? '')}">${article.authors.join(' and ')}</a> | <time class="published" datetime="${article.publishedAt}">${formatDate(new Date(article.publishedAt), 'reader', '+03:00')}</time>${article.updatedAt !== undefined && markup` | Updated <time class="updated" datetime="${article.updatedAt}">${formatDate(new Date(article.updatedAt), 'reader', '+03:00')}</time>`}</div>
${renderShareBar('top')}
${
  article.figure &&
  markup`<div class="wp-caption"><img src="${page.homeUrl}media/${article.slug}.svg" alt=""><p class="wp-caption-text">${article.figure.caption} | ${article.figure.credit}</p></div>\n`
}<div class="post-content">
${renderBody(page)}</div>
${renderShareBar('bottom')}
<div class="post-tags">Topics: ${article.tags.map((tag) => markup`<a href="${page.homeUrl}?tag=${encodeURIComponent(tag)}" rel="tag">${tag}</a> `)}</div>
</div>
<div class="newsletter-box"><h4>Get the story in your inbox</h4><p>Join our daily mailing list.</p><input type="email" placeholder="Your email"><button>Subscribe</button></div>
<div id="comments" class="comments-area"><h3>${article.comments?.length ?? 0} comments</h3><ol>${(article.comments ?? []).map((comment) => markup`<li class="comment"><cite>${comment.name}</cite><p>${comment.text}</p><a href="#reply">Reply</a></li>`)}</ol></div>
</div><div class="sidebar"><h3>Trending now</h3><ol>${page.latest.map((link) => markup`<li><a href="${link.url}">${link.headline}</a></li>`)}</ol></div></div>
<div class="footer">${demoNotice}</div>
</body></html>
`.text
}

function renderShareBar(place: string): Markup {
  return markup`<div class="share share-${place}"><a href="#share">Share</a> <a href="#tweet">Post</a> <a href="#whatsapp">WhatsApp</a> <span class="count">214 shares</span></div>`
}

function renderBody(page: PageView): Markup {
  return markup`${page.article.paragraphs.map((paragraph, index) => {
    const link = index % 3 === 1 ? page.related[Math.floor(index / 3)] : undefined
    return markup`<p>${renderText(page, paragraph)}</p>
${link && markup`<p class="read-more"><strong>READ MORE:</strong> <a href="${link.url}">${link.headline}</a></p>\n`}`
  })}`
}
