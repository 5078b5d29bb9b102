// How fast one core tags: `npm run bench -- tag`. A thousand articles of about 700 words, put together from our corpus,
// each tagged once for its mentions and then three times for the clock, of which the least counts.
import path from 'node:path'
import { loadLexicon } from '../../config/lexicon.ts'
import { findMentions } from '../../src/core/tagging/findMentions.ts'
import { indexLexicon } from '../../src/core/tagging/words/indexLexicon.ts'
import { composeArticles } from './composeArticles.ts'

const ARTICLES = 1000
const WORDS = 700
const RUNS = 3
const LIMITS = { medianMs: 3, p99Ms: 15, loadMs: 300, memoryMegabytes: 150 }

const root = path.join(import.meta.dirname, '..', '..')
const loadStart = performance.now()
const lexicon = loadLexicon(path.join(root, 'config'))
indexLexicon(lexicon)
const loadMs = performance.now() - loadStart

let words = 0
let mentions = 0
const times: number[] = []
for (const text of composeArticles(path.join(root, 'test', 'gate', 'corpus', 'articles'), ARTICLES, WORDS)) {
  words += text.split(/\s+/).length
  mentions += findMentions({ id: 'article', text, textSha256: '' }, lexicon).length
  times.push(leastMs(text))
}
const memoryMegabytes = process.resourceUsage().maxRSS / 1024
const sorted = times.toSorted((a, b) => a - b)
const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))]!

console.log(`\ntagging of ${ARTICLES} articles, ${Math.round(words / ARTICLES)} words each, ${mentions} mentions`)
report('median', at(0.5), LIMITS.medianMs, 'ms')
report('p99', at(0.99), LIMITS.p99Ms, 'ms')
report('lexicon loaded in', loadMs, LIMITS.loadMs, 'ms')
report('peak memory', memoryMegabytes, LIMITS.memoryMegabytes, 'MB')

/** The least of some runs: what other processes take away hardly counts. */
function leastMs(text: string): number {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now()
    findMentions({ id: 'article', text, textSha256: '' }, lexicon)
    least = Math.min(least, performance.now() - start)
  }
  return least
}

function report(name: string, value: number, limit: number, unit: string): void {
  const verdict = value <= limit ? 'ok' : 'OVER'
  console.log(`${name.padEnd(18)} ${value.toFixed(1).padStart(7)} ${unit}  limit ${limit} ${unit}  ${verdict}`)
  if (value > limit) process.exitCode = 1
}
