/** What a page has around an article, in the ways that news sites are built; none of the words may reach the text. */
export interface Story {
  readonly title: string
  readonly paragraphs: readonly string[]
}

export const CHROME_WORDS = [
  'Accept all cookies',
  'Sign up for our',
  'Trending now',
  'Share this',
  'Rights reserved by Example',
  'Harbour festival',
]

const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const nav = `<nav class="site-nav"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul></nav>`
const cookies = `<div id="cookie-consent" role="dialog"><p>We use cookies to improve your visit.</p><button>Accept all cookies</button></div>`
const related = `<aside class="related"><h3>Trending now</h3><ul><li><a href="/1">Harbour festival draws record crowd despite the rain</a></li><li><a href="/2">Five quiet beaches for a long weekend</a></li><li><a href="/3">What the new rail timetable means for commuters</a></li></ul></aside>`
const newsletter = `<div class="newsletter-box"><h4>Sign up for our morning newsletter</h4><form><input type="email"><button>Subscribe</button></form></div>`
const share = `<div class="share-tools"><span>Share this</span><a href="#">Facebook</a><a href="#">X</a><a href="#">Email</a></div>`
const footer = `<footer class="site-footer"><p>Rights reserved by Example Media Ltd, 2026</p><a href="/privacy">Privacy</a><a href="/terms">Terms</a></footer>`
const head = ({ title }: Story, extra = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)} | Example Times</title><meta property="og:site_name" content="Example Times"><meta property="og:title" content="${escapeHtml(title)}"><meta property="og:type" content="article">${extra}</head>`
const paragraphsOf = ({ paragraphs }: Story): string[] => paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`)

/** Five page chromes: semantic, nested boxes, a content system's classes, a table layout, a single-page application's markup. */
export const CHROMES: Readonly<Record<string, (story: Story) => string>> = {
  semantic: (story) =>
    `${head(story)}<body>${cookies}<header>${nav}</header><main><article><header><h1>${escapeHtml(story.title)}</h1><p class="byline">By <a rel="author" href="/a/1">Nadia Orlow</a></p><time datetime="2026-11-02T08:00:00Z">2 November 2026</time>${share}</header>${paragraphsOf(story).join('\n')}</article>${related}</main>${newsletter}${footer}</body></html>`,
  boxes: (story) => {
    const lines = paragraphsOf(story)
    const half = Math.ceil(lines.length / 2)
    return `${head(story)}<body><div class="wrap">${nav}<div class="row"><div class="col-8"><div class="head"><h1>${escapeHtml(story.title)}</h1></div>${share}<div class="story"><div class="story-body">${lines.slice(0, half).join('')}<div class="inline-promo">${related}</div>${newsletter}${lines.slice(half).join('')}</div></div></div><div class="col-4 sidebar">${related}</div></div></div>${footer}${cookies}</body></html>`
  },
  contentSystem: (story) =>
    `${head(story)}<body class="single single-post"><div id="page">${nav}<div id="content"><div class="post hentry type-post"><h1 class="entry-title">${escapeHtml(story.title)}</h1><div class="entry-meta">Posted on <span class="entry-date">November 2, 2026</span> by admin</div><div class="entry-content">${paragraphsOf(story).join('\n')}${share}</div><div class="post-tags">Tags: <a href="/t/1">Harbour festival</a>, <a href="/t/2">ports</a></div></div><div id="comments"><h2>2 Comments</h2><ol><li class="comment"><p>First! The Harbour festival was better.</p></li></ol></div></div><div id="sidebar" class="widget-area">${related}</div></div>${footer}</body></html>`,
  table: (story) =>
    `${head(story)}<body bgcolor="white"><table width="100%"><tr><td colspan="2">${nav}</td></tr><tr><td width="20%">${related}</td><td><h1>${escapeHtml(story.title)}</h1>${story.paragraphs.map(escapeHtml).join('<br><br>\n')}</td></tr><tr><td colspan="2">${footer}</td></tr></table></body></html>`,
  application: (story) =>
    `${head(story, `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'NewsArticle', headline: story.title, datePublished: '2026-11-02T08:00:00Z' })}</script>`)}<body><div id="__next"><div class="css-1x7"><div class="css-9q1">${nav}</div><div class="css-k3"><h1 class="css-t1">${escapeHtml(story.title)}</h1>${story.paragraphs.map((text) => `<div class="css-p0"><span data-text="true">${escapeHtml(text)}</span></div>`).join('')}</div><div class="css-r4">${related}${newsletter}</div></div></div>${footer}<script>window.__STATE__={}</script></body></html>`,
}
