// Our extraction beside plain jsdom and Readability, one page after the other on one thread:
//   npm run bench -- extract [--pages FOLDER] [--memory [READINGS]]
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Readability } from '@mozilla/readability'
import { JSDOM, VirtualConsole } from 'jsdom'
import { loadExtractionRules } from '../../config/extraction.ts'
import { loadLists } from '../../config/lists.ts'
import { extractArticle } from '../../src/core/article/extractArticle.ts'
import { PipelineError } from '../../src/domain/error.ts'
import { type BenchPage, ownPages, pagesIn } from './benchPages.ts'

const WARM_UP = 20
const USUAL_BYTES = 600 * 1024
const MEMORY_READINGS = 10_000
const MEMORY_STEP = 1000
const CLOCKS = { cpu: 'processor time of the thread', wall: 'the clock on the wall' }

const configDir = fileURLToPath(new URL('../../config', import.meta.url))
const limits = loadLists(configDir).limits.page
const rules = loadExtractionRules(configDir)
const { values } = parseArgs({
  options: { pages: { type: 'string' }, memory: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const pages = values.pages === undefined ? await ownPages() : pagesIn(values.pages)
const kilobytes = Math.round(pages.reduce((sum, { body }) => sum + body.byteLength, 0) / 1024)
console.log(`\nextraction of ${pages.length} pages, ${kilobytes} KB`)
if (values.memory) measureMemory()
else measureSpeed()

/** Milliseconds: on the wall, where other processes of a busy machine count too, and of processor time of this thread. */
interface Duration {
  readonly wall: number
  readonly cpu: number
}

interface Timing {
  readonly bytes: number
  readonly ours: Duration
  readonly plain: Duration
}

function measureSpeed(): void {
  for (const page of pages.slice(0, WARM_UP)) time(page, 0)
  const timings = pages.map(time)
  report('all pages', timings)
  report(
    'pages up to 600 KB',
    timings.filter(({ bytes }) => bytes <= USUAL_BYTES),
  )
}

/** The one that goes first pays for a cold page: they take turns. */
function time(page: BenchPage, index: number): Timing {
  const first = index % 2 === 0 ? stopwatch(() => readOurs(page)) : undefined
  const plain = stopwatch(() => readPlain(page))
  return { bytes: page.body.byteLength, plain, ours: first ?? stopwatch(() => readOurs(page)) }
}

function stopwatch(run: () => void): Duration {
  const [started, before] = [performance.now(), process.threadCpuUsage()]
  run()
  const { user, system } = process.threadCpuUsage(before)
  return { wall: performance.now() - started, cpu: (user + system) / 1000 }
}

function readOurs(page: BenchPage): void {
  try {
    extractArticle({ ...page, now: new Date() }, limits, rules)
  } catch (error) {
    // A page that is refused is an answer too.
    if (!(error instanceof PipelineError)) throw error
  }
}

function readPlain({ body, url, contentType }: BenchPage): void {
  const dom = new JSDOM(body, { url, contentType, virtualConsole: new VirtualConsole() })
  new Readability(dom.window.document).parse()
  dom.window.close()
}

function report(title: string, timings: readonly Timing[]): void {
  console.log(`${title} (${timings.length})`)
  for (const clock of ['cpu', 'wall'] as const) {
    const [ours, plain] = [timings.map((timing) => timing.ours[clock]), timings.map((timing) => timing.plain[clock])]
    console.log(`  by ${CLOCKS[clock]}: ${(sum(plain) / sum(ours)).toFixed(1)} times as many pages a second`)
    console.log(`    claimwire            ${describe(ours)}`)
    console.log(`    jsdom + Readability  ${describe(plain)}`)
  }
}

function describe(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1).padStart(6)
  const rate = ((times.length * 1000) / sum(times)).toFixed(1).padStart(6)
  return `${rate} pages/s  median ${at(0.5)} ms  p95 ${at(0.95)} ms  p99 ${at(0.99)} ms  max ${at(1)} ms`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** Heap after a full collection, so that what grows is what is kept. */
function measureMemory(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1).padStart(6)
  for (let count = 1; count <= MEMORY_READINGS; count++) {
    readOurs(pages[count % pages.length]!)
    if (count % MEMORY_STEP !== 0) continue
    collect()
    const { heapUsed, rss } = process.memoryUsage()
    console.log(`${String(count).padStart(6)} readings  heap ${megabytes(heapUsed)} MB  resident ${megabytes(rss)} MB`)
  }
}
