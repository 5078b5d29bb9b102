// Our feed parsing beside plain rss-parser and feedsmith, one feed after the other on one thread, in turns:
//   npm run bench -- feeds [--feeds FOLDER] [--rounds 60]
// Only feeds that all three read count; ours goes on to plain text, dates and addresses, as the worker needs them.
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { parseFeed as parseWithFeedsmith } from 'feedsmith'
import RssParser from 'rss-parser'
import { loadLists } from '../../config/lists.ts'
import { parseFeed } from '../../src/core/feed/parseFeed.ts'
import { readFeed } from '../../src/core/feed/readFeed.ts'
import { type BenchFeed, feedsIn, ownFeeds } from './benchFeeds.ts'

const WARM_UP_ROUNDS = 3
const MAX_MS = 1000

const { values } = parseArgs({
  options: { feeds: { type: 'string' }, rounds: { type: 'string', default: '60' } },
  allowPositionals: true,
})
const { limits } = loadLists(fileURLToPath(new URL('../../config', import.meta.url)))
const rssParser = new RssParser()
const now = new Date()

const PARSERS: Readonly<Record<string, (feed: BenchFeed) => Promise<unknown>>> = {
  'rss-parser': ({ body }) => rssParser.parseString(Buffer.from(body).toString()),
  feedsmith: async ({ body }) => parseWithFeedsmith(Buffer.from(body).toString()),
  'ours, as it is said': (feed) => readFeed(feed, limits.feed),
  'ours, as it is stored': (feed) => parseFeed({ ...feed, now }, limits.feed),
}

const all = values.feeds === undefined ? await ownFeeds() : feedsIn(values.feeds)
const feeds: BenchFeed[] = []
for (const feed of all) if (await areAllAble(feed)) feeds.push(feed)
const megabytes = feeds.reduce((sum, { body }) => sum + body.byteLength, 0) / 1e6
console.log(`\n${feeds.length} feeds of ${all.length} that all read, ${megabytes.toFixed(2)} MB`)

const names = Object.keys(PARSERS)
const cpuMs = new Map(names.map((name) => [name, 0]))
for (let round = 0; round < WARM_UP_ROUNDS + Number(values.rounds); round += 1) await runRound(round)

const baseMs = meanOf('rss-parser')
for (const name of names) {
  const ms = meanOf(name)
  const perSecond = ((feeds.length * 1000) / ms).toFixed(0).padStart(6)
  console.log(
    `${name.padEnd(22)} ${perSecond} feeds/s ${((megabytes * 1000) / ms).toFixed(1).padStart(6)} MB/s  ${(baseMs / ms).toFixed(2)} of rss-parser's speed`,
  )
}

/** All parsers over all feeds; another one begins each time, as who goes first pays for a cold feed. */
async function runRound(round: number): Promise<void> {
  const spent = new Map(names.map((name) => [name, 0]))
  for (const [index, feed] of feeds.entries()) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + index + round) % names.length]!
      const before = process.threadCpuUsage()
      await PARSERS[name]!(feed)
      const { user, system } = process.threadCpuUsage(before)
      spent.set(name, spent.get(name)! + (user + system) / 1000)
    }
  }
  if (round >= WARM_UP_ROUNDS) for (const [name, ms] of spent) cpuMs.set(name, cpuMs.get(name)! + ms)
}

async function areAllAble(feed: BenchFeed): Promise<boolean> {
  for (const parse of Object.values(PARSERS)) {
    const answer = parse(feed).then(
      () => true,
      () => false,
    )
    // Of some documents rss-parser says nothing at all.
    if (!(await Promise.race([answer, sleep(MAX_MS, false)]))) return false
  }
  return true
}

/** Milliseconds of processor time for one round; a mean, as the kernel counts in ticks longer than a feed takes. */
function meanOf(name: string): number {
  return cpuMs.get(name)! / Number(values.rounds)
}
