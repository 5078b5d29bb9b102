import type { Feed } from '../domain/feed.ts'
import type { Outlet } from '../domain/outlet.ts'
import { articlePath } from './articlePath.ts'
import { buildPage } from './chrome/buildPage.ts'
import type { PageLink, PageView } from './chrome/pageView.ts'
import { buildFeed } from './feeds/buildFeed.ts'
import { renderDirectory } from './renderDirectory.ts'
import { type Answer, type ServedAnswers, serveAnswers } from './serveAnswers.ts'
import type { Heft, Stand, StandArticle, StandOutlet } from './stand.ts'

export interface NewsstandOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  readonly host?: '127.0.0.1'
}

/** What `revise` changes; the updated date moves in any case. */
export interface Revision {
  readonly headline?: string
  readonly addParagraph?: string
  /** Put in the place of the paragraph with that index. */
  readonly replaceParagraph?: { readonly index: number; readonly text: string }
  /** When it was changed; now when absent, and always a second or more after the version before. */
  readonly at?: Date
}

/** A running newsstand. */
export interface Newsstand extends ServedAnswers {
  readonly feeds: readonly (Feed & { readonly isEnabled: true })[]
  readonly outlets: readonly Outlet[]
  /**
   * The canonical URL of an article.
   *
   * @throws RangeError for an unknown slug.
   */
  articleUrl(slug: string): string
  /**
   * Changes an article's page and its feed lines.
   *
   * @throws RangeError for an unknown slug or paragraph.
   */
  revise(slug: string, revision: Revision): void
}

const LATEST_COUNT = 8

/** Serves a stand: outlets' feeds, article pages, redirects and front pages, on 127.0.0.1. */
export async function openStand(stand: Stand, options: NewsstandOptions = {}): Promise<Newsstand> {
  const shelf = stockShelf(stand)
  const routes = layRoutes(stand, shelf)
  const served = await serveAnswers((target, origin) => {
    const route = routes.get(withoutTracking(target)) ?? routes.get(target.split('?')[0] ?? '')
    return route ? route(origin) : html(404, NOT_FOUND)
  }, options)

  return {
    ...served,
    feeds: stand.outlets.flatMap((outlet) =>
      outlet.feeds.map((feed) => ({
        id: feed.id,
        outletId: outlet.id,
        url: `${served.origin}/${outlet.id}/${feed.path}`,
        isEnabled: true as const,
      })),
    ),
    outlets: stand.outlets.map(({ id, name, country, labels }) => ({
      id,
      name,
      homepage: `${served.origin}/${id}/`,
      ...(country !== undefined && { country }),
      labels,
    })),
    articleUrl: (slug) => `${served.origin}${shelf.pathOf(slug)}`,
    revise: (slug, revision) => shelf.replace(reviseArticle(shelf.article(slug), revision)),
  }
}

/** The articles as they stand now. */
interface Shelf {
  article(slug: string): StandArticle
  outletOf(slug: string): StandOutlet
  pathOf(slug: string): string
  /** In the stand's order. */
  articlesOf(outletId: string): readonly StandArticle[]
  replace(article: StandArticle): void
}

function stockShelf(stand: Stand): Shelf {
  const articles = new Map(stand.articles.map((article) => [article.slug, article]))
  const outlets = new Map(stand.outlets.map((outlet) => [outlet.id, outlet]))
  const byOutlet = Map.groupBy(stand.articles, (article) => article.outletId)
  const article = (slug: string): StandArticle => found(articles, slug)
  const outletOf = (slug: string): StandOutlet => found(outlets, article(slug).outletId)
  return {
    article,
    outletOf,
    pathOf: (slug) => articlePath(outletOf(slug), article(slug)),
    articlesOf: (outletId) => (byOutlet.get(outletId) ?? []).map((one) => article(one.slug)),
    replace: (changed) => articles.set(changed.slug, changed),
  }
}

function layRoutes(stand: Stand, shelf: Shelf): ReadonlyMap<string, (origin: string) => Answer> {
  const routes = new Map<string, (origin: string) => Answer>()
  routes.set('/', (origin) => html(200, renderDirectory(stand.outlets, origin)))
  routes.set('/robots.txt', () => text('text/plain; charset=utf-8', 'User-agent: *\nAllow: /\n'))
  for (const outlet of stand.outlets) {
    const home = `/${outlet.id}/`
    routes.set(home, (origin) => html(200, renderDirectory([outlet], origin, shelf.articlesOf(outlet.id))))
    routes.set(`${home}assets/site.css`, () => text('text/css; charset=utf-8', SITE_CSS))
    for (const feed of outlet.feeds) {
      routes.set(`${home}${feed.path}`, (origin) => buildFeed(outlet, feed, shelf.articlesOf(outlet.id), origin))
    }
  }
  for (const { slug, outletId, movedFrom } of stand.articles) {
    const path = shelf.pathOf(slug)
    routes.set(path, (origin) => buildPage(viewOf(slug, shelf, origin, stand.heftOf?.(slug))))
    routes.set(`/${outletId}/media/${slug}.svg`, () => text('image/svg+xml', PICTURE))
    if (movedFrom !== undefined) routes.set(`/${outletId}${movedFrom}`, (origin) => moved(`${origin}${path}`))
  }
  return routes
}

function viewOf(slug: string, shelf: Shelf, origin: string, heft: Heft | undefined): PageView {
  const outlet = shelf.outletOf(slug)
  const article = shelf.article(slug)
  const urlOfSlug = (one: string): string => `${origin}${shelf.pathOf(one)}`
  const linkTo = (one: string): PageLink => ({ headline: shelf.article(one).headline, url: urlOfSlug(one) })
  return {
    article,
    outlet,
    url: urlOfSlug(slug),
    homeUrl: `${origin}/${outlet.id}/`,
    related: article.related.map(linkTo),
    latest: neighboursOf(shelf.articlesOf(outlet.id), slug).map((one) => linkTo(one.slug)),
    urlOfSlug,
    heft,
  }
}

function found<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key)
  if (value === undefined) throw new RangeError(`Cannot find "${key}": it is not in the stand`)
  return value
}

/** Path and query without tracking parameters, so that a link with `utm_…` answers the same page. */
function withoutTracking(target: string): string {
  const [path = '', query] = target.split('?')
  const parameters = (query ?? '').split('&').filter((one) => one !== '' && !one.startsWith('utm_'))
  return parameters.length === 0 ? path : `${path}?${parameters.join('&')}`
}

function neighboursOf(articles: readonly StandArticle[], slug: string): readonly StandArticle[] {
  const at = articles.findIndex((article) => article.slug === slug)
  return [...articles.slice(at + 1), ...articles.slice(0, at)].slice(0, LATEST_COUNT)
}

function reviseArticle(
  article: StandArticle,
  { headline, addParagraph, replaceParagraph, at }: Revision,
): StandArticle {
  const paragraphs = [...article.paragraphs]
  if (replaceParagraph) {
    if (paragraphs[replaceParagraph.index] === undefined) {
      throw new RangeError(`Cannot replace paragraph ${replaceParagraph.index} of "${article.slug}": it has none`)
    }
    paragraphs[replaceParagraph.index] = replaceParagraph.text
  }
  if (addParagraph !== undefined) paragraphs.push(addParagraph)
  const before = Date.parse(article.updatedAt ?? article.publishedAt)
  const updatedAt = new Date(Math.max((at ?? new Date()).getTime(), before + 1000)).toISOString()
  return { ...article, headline: headline ?? article.headline, paragraphs, updatedAt }
}

function html(status: number, body: string): Answer {
  return { status, contentType: 'text/html; charset=utf-8', body: Buffer.from(body) }
}

function text(contentType: string, body: string): Answer {
  return { status: 200, contentType, body: Buffer.from(body) }
}

function moved(location: string): Answer {
  return { ...html(301, '<!doctype html><title>Moved</title><p>Moved permanently.</p>'), location }
}

const NOT_FOUND =
  '<!doctype html><html lang="en"><title>Not found</title><h1>Page not found</h1><p>Try the front page.</p></html>'

const SITE_CSS =
  'body{font:18px/1.5 Georgia,serif;max-width:70rem;margin:0 auto;padding:1rem}img{max-width:100%;height:auto}nav li{display:inline;margin-right:1em}\n'

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 540"><rect width="960" height="540" fill="#c9d3dd"/><circle cx="480" cy="270" r="120" fill="#8fa3b5"/></svg>\n'
