import { type Markup, markup } from '../markup.ts'
import type { PageView } from './pageView.ts'

/** What a `head` holds in every chrome: charset, title, description, og:, canonical, feeds and, if wanted, JSON-LD. */
export function renderHead(page: PageView, options: { readonly hasJsonLd: boolean; readonly extra?: Markup }): Markup {
  const { article, outlet } = page
  const description = article.standfirst ?? article.paragraphs[0] ?? article.headline
  return markup`<head>
<meta charset="${outlet.charset}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${article.headline} | ${outlet.name}</title>
<meta name="generator" content="claimwire newsstand: invented outlet, text written for a demonstration">
<meta name="description" content="${description}">
<link rel="canonical" href="${page.url}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="${outlet.name}">
<meta property="og:title" content="${article.headline}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${page.url}">
<meta property="og:image" content="${page.homeUrl}media/${article.slug}.svg">
<meta property="article:published_time" content="${article.publishedAt}">
<meta property="article:modified_time" content="${article.updatedAt ?? article.publishedAt}">
<meta property="article:section" content="${article.section}">
${article.tags.map((tag) => markup`<meta property="article:tag" content="${tag}">\n`)}${outlet.feeds.map(
  (feed) =>
    markup`<link rel="alternate" type="${feed.contentType.split(';')[0]}" href="${page.homeUrl}${feed.path}">\n`,
)}<link rel="stylesheet" href="${page.homeUrl}assets/site.css">
${page.heft && { text: `<style>${page.heft.css}</style>\n<script>${page.heft.script}</script>\n` }}${options.hasJsonLd && renderJsonLd(page)}${options.extra}</head>`
}

const SCHEMA_TYPES = {
  article: 'NewsArticle',
  paywall: 'NewsArticle',
  live: 'LiveBlogPosting',
  video: 'VideoObject',
} as const

function renderJsonLd(page: PageView): Markup {
  const { article, outlet } = page
  const organization = { '@type': 'NewsMediaOrganization', name: outlet.name, url: page.homeUrl }
  const data = {
    '@context': 'https://schema.org',
    '@type': SCHEMA_TYPES[article.kind],
    headline: article.headline,
    ...(article.kind === 'video' && { name: article.headline, uploadDate: article.publishedAt, duration: 'PT1M48S' }),
    description: article.standfirst,
    url: page.url,
    mainEntityOfPage: page.url,
    datePublished: article.publishedAt,
    dateModified: article.updatedAt ?? article.publishedAt,
    inLanguage: article.language,
    articleSection: article.section,
    keywords: article.tags,
    author: article.authors.map((name) => ({ '@type': 'Person', name })),
    publisher: organization,
    isAccessibleForFree: article.kind !== 'paywall',
    ...(article.kind === 'paywall' && {
      hasPart: { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: '.subscribers-only' },
    }),
    ...(article.updates && {
      coverageStartTime: article.publishedAt,
      liveBlogUpdate: article.updates.map((update) => ({
        '@type': 'BlogPosting',
        headline: update.headline,
        datePublished: update.at,
        articleBody: update.paragraphs.join('\n'),
      })),
    }),
  }
  // A `<` inside a script element could end it.
  return { text: `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>\n` }
}
