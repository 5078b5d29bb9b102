interface Rule {
  readonly isAllowed: boolean
  /** Octets as they are compared: percent-encoded, `*` and a last `$` are special. */
  readonly pattern: string
}

interface Group {
  /** Product tokens, lower case; `*` is everybody. */
  readonly agents: readonly string[]
  readonly rules: readonly Rule[]
  readonly crawlDelayMs: number | undefined
}

/** What a robots.txt says. */
export interface Robots {
  readonly groups: readonly Group[]
  /** Absolute addresses, as written. */
  readonly sitemaps: readonly string[]
}

/** RFC 9309, section 2.3.1.3: a robots.txt that is not there (400 to 499) forbids nothing. */
export const ALLOW_ALL: Robots = { groups: [], sitemaps: [] }

/** RFC 9309, section 2.3.1.4: where it cannot be reached (500 to 599, the network), everything is forbidden. */
export const DISALLOW_ALL: Robots = {
  groups: [{ agents: ['*'], rules: [{ isAllowed: false, pattern: '/' }], crawlDelayMs: undefined }],
  sitemaps: [],
}

// RFC 9309 asks for 500 KiB at least.
const MAX_LENGTH = 524_288
const MAX_RULES = 20_000
const MAX_PATTERN_LENGTH = 2048
const MAX_SITEMAPS = 50

const KEYS: Readonly<Record<string, 'agent' | 'allow' | 'disallow' | 'delay' | 'sitemap'>> = {
  'user-agent': 'agent',
  useragent: 'agent',
  'user agent': 'agent',
  allow: 'allow',
  disallow: 'disallow',
  dissallow: 'disallow',
  disalow: 'disallow',
  'crawl-delay': 'delay',
  sitemap: 'sitemap',
}

/**
 * Reads a robots.txt by RFC 9309.
 *
 * @param text Decoded; what is behind 512 KiB is not read.
 * @returns Groups in document order; lines that mean nothing are passed over.
 * @throws Never.
 */
export function parseRobots(text: string): Robots {
  const groups: { agents: string[]; rules: Rule[]; crawlDelayMs: number | undefined }[] = []
  const sitemaps: string[] = []
  let isNaming = false
  let ruleCount = 0
  for (const line of linesOf(text)) {
    const [, name = '', value = ''] = /^\s*([^:#]+?)\s*:\s*([^#]*)/.exec(line) ?? []
    const key = KEYS[name.toLowerCase()]
    const plain = value.trim()
    if (key === 'sitemap' && sitemaps.length < MAX_SITEMAPS) sitemaps.push(plain)
    if (key === undefined || key === 'sitemap') continue
    if (key === 'agent') {
      // Agents in a row share the rules that follow.
      if (!isNaming) groups.push({ agents: [], rules: [], crawlDelayMs: undefined })
      groups.at(-1)!.agents.push(productOf(plain))
      isNaming = true
      continue
    }
    isNaming = false
    const group = groups.at(-1)
    if (!group) continue
    if (key === 'delay') group.crawlDelayMs = /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) * 1000 : group.crawlDelayMs
    else if (plain !== '' && plain.length <= MAX_PATTERN_LENGTH && ruleCount < MAX_RULES) {
      group.rules.push({ isAllowed: key === 'allow', pattern: encodePath(plain) })
      ruleCount += 1
    }
  }
  return { groups, sitemaps }
}

/**
 * Says whether robots may fetch an address.
 *
 * @param robots Of the host of `url`.
 * @param product Our name as in the User-Agent, without version.
 * @param url Absolute.
 * @returns The longest rule that matches decides, `allow` before `disallow`; true when none does.
 * @throws Never.
 */
export function isAllowed(robots: Robots, product: string, url: string): boolean {
  const parsed = URL.parse(url)
  if (!parsed || parsed.pathname === '/robots.txt') return true
  const path = encodePath(parsed.pathname + parsed.search)
  let longest = -1
  let isAllowed = true
  for (const { rules } of groupsFor(robots, product)) {
    for (const rule of rules) {
      const { length } = rule.pattern
      if (length < longest || (length === longest && isAllowed) || !matches(path, rule.pattern)) continue
      longest = length
      isAllowed = rule.isAllowed
    }
  }
  return isAllowed
}

/**
 * Says how much time a site asks for between two requests. Not part of RFC 9309.
 *
 * @param robots Of the host.
 * @param product Our name as in the User-Agent, without version.
 * @returns Milliseconds as written; undefined when nothing is said.
 * @throws Never.
 */
export function findCrawlDelayMs(robots: Robots, product: string): number | undefined {
  return groupsFor(robots, product).find(({ crawlDelayMs }) => crawlDelayMs !== undefined)?.crawlDelayMs
}

// A last line that is cut would forbid more, or less, than it says.
function linesOf(text: string): string[] {
  const lines = text
    .slice(0, MAX_LENGTH)
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
  return text.length > MAX_LENGTH ? lines.slice(0, -1) : lines
}

// All groups that name us; only when none does, those for everybody.
function groupsFor({ groups }: Robots, product: string): readonly Group[] {
  const own = groups.filter(({ agents }) => agents.includes(productOf(product)))
  return own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'))
}

// "FooBot/1.2 (x)" is FooBot.
function productOf(agent: string): string {
  return agent.startsWith('*') ? '*' : (/^[a-z_-]*/i.exec(agent)?.[0] ?? '').toLowerCase()
}

function encodePath(path: string): string {
  return path
    .toWellFormed()
    .replace(/[^\u0021-\u007e]+/g, (text) => encodeURIComponent(text))
    .replace(/%[0-9a-f]{2}/gi, (octet) => {
      const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16))
      return /[A-Za-z0-9\-._~]/.test(character) ? character : octet.toUpperCase()
    })
}

// Each part between stars at its first place: as good as any other, and linear.
function matches(path: string, pattern: string): boolean {
  const isAnchored = pattern.endsWith('$')
  const [head = '', ...parts] = (isAnchored ? pattern.slice(0, -1) : pattern).split('*')
  if (!path.startsWith(head)) return false
  if (isAnchored && parts.length === 0) return path === head
  const tail = isAnchored ? parts.pop()! : ''
  let at = head.length
  for (const part of parts) {
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return !isAnchored || (path.length - tail.length >= at && path.endsWith(tail))
}
