import { formatDate } from '../formatDate.ts'
import { type Markup, markup } from '../markup.ts'
import { demoNotice } from './demoNotice.ts'
import type { PageView } from './pageView.ts'
import { renderHead } from './renderHead.ts'
import { renderText } from './renderText.ts'

const FREE_PARAGRAPHS = 2

/** A newspaper's site: semantic HTML, breadcrumbs, figure, share bar, newsletter box, related list, JSON-LD; may be paywalled. */
export function renderBroadsheet(page: PageView): string {
  const { article, outlet } = page
  return markup`<!doctype html>
<html lang="${article.language}">
${renderHead(page, { hasJsonLd: true })}
<body class="story story--${article.kind}">
<div class="cookie-banner" role="dialog" aria-label="Cookies"><p>We and our partners use cookies to measure readership. You can change your mind at any time.</p><button>Accept all</button><button>Manage choices</button></div>
<header class="masthead"><a class="logo" href="${page.homeUrl}">${outlet.name}</a><p class="tagline">${outlet.tagline}</p>
<nav aria-label="Sections"><ul>${[...outlet.navigation, ...(page.heft?.menu ?? [])].map(
    (name) => markup`<li><a href="${page.homeUrl}?section=${encodeURIComponent(name)}">${name}</a></li>`,
  )}</ul></nav></header>
<nav class="breadcrumbs" aria-label="Breadcrumb"><ol><li><a href="${page.homeUrl}">Home</a></li><li><a href="${page.homeUrl}?section=${encodeURIComponent(article.section)}">${article.section}</a></li></ol></nav>
<main id="content"><article itemscope itemtype="https://schema.org/NewsArticle">
<header><h1 itemprop="headline">${article.headline}</h1>
${article.standfirst !== undefined && markup`<p class="standfirst" itemprop="description">${article.standfirst}</p>\n`}<div class="byline">By ${article.authors.map((name, index) => markup`${index > 0 && ' and '}<span itemprop="author">${name}</span>`)} · <time itemprop="datePublished" datetime="${article.publishedAt}">${formatDate(new Date(article.publishedAt), 'reader', 'GMT')} GMT</time></div>
<ul class="share-bar"><li><a href="#share-mail">Email</a></li><li><a href="#share-link">Copy link</a></li><li><a href="#share-post">Share</a></li></ul></header>
${renderFigure(page)}<div class="article-body" itemprop="articleBody">
${article.kind === 'paywall' ? renderTeaser(page) : renderBody(page)}</div>
<footer class="story-foot"><p class="tags">${article.tags.map((tag) => markup`<a rel="tag" href="${page.homeUrl}?tag=${encodeURIComponent(tag)}">${tag}</a> `)}</p></footer>
</article>
<aside class="related"><h2>Related stories</h2><ul>${page.related.map((link) => markup`<li><a href="${link.url}">${link.headline}</a></li>`)}</ul></aside>
<aside class="most-read"><h2>Most read</h2><ol>${page.latest.map((link) => markup`<li><a href="${link.url}">${link.headline}</a></li>`)}</ol></aside></main>
<footer class="site-foot"><p>${demoNotice}</p><p>© ${outlet.name}. <a href="${page.homeUrl}?page=contact">Contact</a> <a href="${page.homeUrl}?page=corrections">Corrections</a></p></footer>
</body></html>
`.text
}

function renderFigure({ article, homeUrl }: PageView): Markup | undefined {
  if (!article.figure) return undefined
  return markup`<figure><img src="${homeUrl}media/${article.slug}.svg" alt="${article.figure.caption}" width="960" height="540"><figcaption>${article.figure.caption} <span class="credit">Photograph: ${article.figure.credit}</span></figcaption></figure>\n`
}

function renderBody(page: PageView): Markup {
  const half = Math.ceil(page.article.paragraphs.length / 2)
  return markup`${page.article.paragraphs.map(
    (paragraph, index) => markup`<p>${renderText(page, paragraph)}</p>
${index + 1 === half && markup`<aside class="newsletter"><h3>The morning list</h3><p>Five stories before breakfast, free, on weekdays.</p><form><label>Email <input type="email" name="email"></label><button>Sign up</button></form></aside>\n`}`,
  )}`
}

function renderTeaser(page: PageView): Markup {
  return markup`${page.article.paragraphs.slice(0, FREE_PARAGRAPHS).map((paragraph) => markup`<p>${paragraph}</p>\n`)}<div class="paywall"><h2>Subscribe to continue reading</h2><p>This article is for subscribers. Already a subscriber? <a href="${page.homeUrl}?page=login">Log in</a>.</p><ul><li>Digital: 1 a week for the first month</li><li>Print and digital: 9 a week</li></ul></div><div class="subscribers-only" hidden></div>\n`
}
