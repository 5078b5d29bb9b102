import { Parser } from 'htmlparser2'
import { titleToText } from './htmlToText.ts'
import { resolveLink } from './resolveLink.ts'

/** A place where a page says, or its address suggests, that a Feed is. */
export interface FeedLink {
  readonly url: string
  readonly title?: string
  /** `declared` by a link element, `linked` by an ordinary link, `guessed` from what other sites do. */
  readonly source: 'declared' | 'linked' | 'guessed'
}

const TYPES = /^(?:application|text)\/(?:rss|atom|rdf|feed|x-rss|x-atom)?\+?(?:xml|json|rss|atom)$/
const NAMES = /(?:^|[/._?=&-])(?:rss|atom|feed|feeds|rdf|xmlrss)(?:$|[/._?=&0-9-])|\.(?:rss|rdf|atom)$/i
const WELL_KNOWN = [
  'feed',
  'rss',
  'rss.xml',
  'feed.xml',
  'atom.xml',
  'index.xml',
  'feed.json',
  'feeds/posts/default',
  'index.rdf',
]
const MAX_LINKS = 30
const MAX_TITLE_LENGTH = 200

/**
 * Finds where the Feeds of a page may be.
 *
 * @param html The page.
 * @param pageUrl Where it came from, after redirects.
 * @returns Absolute http(s) addresses, each once, best first: declared, linked, guessed. Nothing of it is proved.
 * @throws Never.
 */
export function findFeedLinks(html: string, pageUrl: string): FeedLink[] {
  const declared: FeedLink[] = []
  const linked: FeedLink[] = []
  let base = pageUrl
  const parser = new Parser({
    onopentag(name, attributes) {
      const { href = '', rel = '', type = '', title = '' } = attributes
      if (name === 'base' && href !== '') base = URL.parse(href, pageUrl)?.href ?? base
      const url = resolveLink(href, [base])
      if (url === undefined || !/^https?:/.test(url)) return
      const label = titleToText(title, MAX_TITLE_LENGTH)
      const found = { url, ...(label && { title: label }) }
      if (name === 'link' && isDeclared(rel, type, href)) declared.push({ ...found, source: 'declared' })
      if (name === 'a' && NAMES.test(pathOf(url))) linked.push({ ...found, source: 'linked' })
    },
  })
  parser.end(html)
  const guessed = WELL_KNOWN.flatMap((path): FeedLink[] => {
    const url = URL.parse(`/${path}`, pageUrl)?.href
    return url === undefined ? [] : [{ url, source: 'guessed' }]
  })
  return unique([...declared, ...linked.slice(0, MAX_LINKS), ...guessed])
}

// WordPress declares its API in JSON under the same relation.
function isDeclared(rel: string, type: string, href: string): boolean {
  const relations = rel.toLowerCase().split(/\s+/)
  if (!relations.includes('alternate') && !relations.includes('feed')) return false
  const plain = type.toLowerCase().split(';')[0]!.trim()
  if (plain === 'application/json' || plain === 'text/json') return !/\/wp-json\//.test(href)
  return relations.includes('feed') || TYPES.test(plain)
}

function pathOf(url: string): string {
  const { pathname = '', search = '' } = URL.parse(url) ?? {}
  return pathname + search
}

function unique(links: readonly FeedLink[]): FeedLink[] {
  const seen = new Map<string, FeedLink>()
  for (const link of links) if (!seen.has(link.url)) seen.set(link.url, link)
  return [...seen.values()].slice(0, MAX_LINKS * 2)
}
