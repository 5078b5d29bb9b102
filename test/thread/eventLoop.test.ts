import assert from 'node:assert/strict'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { loadExtractionRules } from '../../config/extraction.ts'
import { loadLexicon } from '../../config/lexicon.ts'
import type { Extraction } from '../../src/domain/article.ts'
import type { ExtractArticleTask } from '../../src/thread/coreThread.ts'
import { openCoreThreads } from '../../src/thread/openCoreThreads.ts'
import { openThreadPool } from '../../src/thread/threadPool.ts'
import { HEAVY, KILLERS } from '../core/article/hostileMarkup.ts'
import { bytesOf, LIMITS, NOW, PARAGRAPHS, pageOf, storyOf } from '../core/article/pages.ts'

const configDir = fileURLToPath(new URL('../../config', import.meta.url))
const pool = openCoreThreads(
  2,
  { timeoutMs: 30_000, maxHeapMb: 256 },
  loadExtractionRules(configDir),
  loadLexicon(configDir),
)
const script = new URL('./trialThread.ts', import.meta.url)
const trials = openThreadPool({ script, size: 2, timeoutMs: 10_000, maxHeapMb: 64 })
after(() => Promise.all([pool.close(), trials.close()]))

const TICK_MS = 10
const MAX_STALL_MS = 200
/** By the clock on the wall other processes count too. */
const MAX_WALL_STALL_MS = 2000

/** Every second one, as the rest takes its time for nothing new. */
const heavy = HEAVY.filter((_, index) => index % 2 === 0)

const read = (html: string): Promise<Extraction> =>
  pool.run<ExtractArticleTask, Extraction>('extractArticle', {
    page: { body: bytesOf(html), contentType: 'text/html', url: 'https://news.example/a', now: NOW },
    limits: LIMITS,
  })

/** The longest that this thread worked without a break while `work` was under way. */
async function longestStall(work: () => Promise<unknown>): Promise<{ cpuMs: number; wallMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: TICK_MS })
  let cpuMs = 0
  let last = process.threadCpuUsage()
  const tick = (): void => {
    const spent = process.threadCpuUsage(last)
    cpuMs = Math.max(cpuMs, (spent.user + spent.system) / 1000)
    last = process.threadCpuUsage()
  }
  const clock = setInterval(tick, TICK_MS)
  delay.enable()
  await setTimeout(3 * TICK_MS)
  await work()
  await setTimeout(3 * TICK_MS)
  clearInterval(clock)
  delay.disable()
  return { cpuMs, wallMs: delay.max / 1e6 }
}

test('G1 the event loop never stalls while hostile pages go through the threads, and a sound page comes out', async () => {
  const pages = [...KILLERS.map(([, , html]) => html), ...heavy.map(([, html]) => html)].map((html) => pageOf(html))
  await read(pageOf(storyOf()))
  const { cpuMs, wallMs } = await longestStall(async () => {
    const hostile = Promise.allSettled(pages.map(read))
    const sound = await read(pageOf(storyOf()))
    assert.ok(sound.kind === 'article' && sound.article.text.endsWith(PARAGRAPHS.at(-1)!))
    const codes = (await hostile).map((one) =>
      one.status === 'rejected' ? (one.reason as { code: string }).code : 'read',
    )
    assert.deepEqual(codes, [...KILLERS.map(([, code]) => code), ...heavy.map(() => 'read')])
  })
  assert.ok(cpuMs < MAX_STALL_MS, `${cpuMs} ms of work without a break`)
  assert.ok(wallMs < MAX_WALL_STALL_MS, `${wallMs} ms without a tick`)
})

test('longestStall() sees work that keeps the event loop', async () => {
  const { cpuMs, wallMs } = await longestStall(async () => {
    const before = process.threadCpuUsage()
    while (process.threadCpuUsage(before).user < 1.5 * MAX_STALL_MS * 1000);
  })
  assert.ok(cpuMs > MAX_STALL_MS && wallMs > MAX_STALL_MS, `${cpuMs} ms, ${wallMs} ms`)
})

test('H09 a page that is killed holds up only its own thread, and the tasks behind it by no more than its budget', async () => {
  const budgetMs = 1500
  await Promise.all([trials.run('double', 1), trials.run('double', 1)])
  const started = performance.now()
  let endedMs = 0
  const killed = assert.rejects(trials.run('spin', undefined, { timeoutMs: budgetMs }), { code: 'THREAD_TIMEOUT' })
  const ended = killed.then(() => {
    endedMs = performance.now() - started
  })
  const others = await Promise.all(Array.from({ length: 20 }, (_, value) => trials.run('double', value)))
  const othersMs = performance.now() - started
  assert.equal(others.length, 20)
  await ended
  assert.ok(othersMs < endedMs, `the others took ${othersMs} ms, the killed one ${endedMs} ms`)
  assert.ok(endedMs < 2 * budgetMs, `killed after ${endedMs} ms`)
})
