import assert from 'node:assert/strict'
import { monitorEventLoopDelay } from 'node:perf_hooks'

const MAX_LOOP_DELAY_MS = 200
const MAX_GROWTH_BYTES = 150_000_000
const MAX_MS = 30_000
/** A busy machine can be slow once; what hostile input does, it does each time. */
const MAX_ATTEMPTS = 3

/**
 * Runs a hostile case twice and asserts what must hold for every one: the process lives, its event loop turns, its memory does
 * not grow, the case ends in time, a healthy case beside it succeeds, and the second run says what the first said.
 *
 * @param hostile The case; its answer is compared between the two runs.
 * @param healthy Fails when it is held up.
 * @returns The answer.
 */
export async function assertSurvived<T>(
  hostile: () => Promise<T>,
  healthy: () => Promise<void> = async () => undefined,
): Promise<T> {
  const first = await observe(hostile, healthy)
  const second = await observe(hostile, healthy)
  assert.deepEqual(second, first, 'the second run differs')
  return first
}

async function observe<T>(hostile: () => Promise<T>, healthy: () => Promise<void>, attempt = 1): Promise<T> {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  const before = process.memoryUsage.rss()
  const startedAt = performance.now()
  const cpuBefore = process.threadCpuUsage()
  delay.enable()
  const [answer] = await Promise.all([hostile(), healthy()])
  delay.disable()
  const loopDelayMs = delay.percentile(99) / 1e6
  const grownBytes = process.memoryUsage.rss() - before
  const ms = performance.now() - startedAt
  if (attempt < MAX_ATTEMPTS && (loopDelayMs >= MAX_LOOP_DELAY_MS || grownBytes >= MAX_GROWTH_BYTES || ms >= MAX_MS)) {
    return await observe(hostile, healthy, attempt + 1)
  }
  // On a machine that is always busy, what stood still longer than this thread computed was waiting for a processor.
  const { user, system } = process.threadCpuUsage(cpuBefore)
  const blockedMs = Math.min(loopDelayMs, (user + system) / 1000)
  assert.ok(blockedMs < MAX_LOOP_DELAY_MS, `the event loop stood still for ${blockedMs} ms`)
  assert.ok(grownBytes < MAX_GROWTH_BYTES, `memory grew by ${grownBytes} bytes`)
  assert.ok(ms < MAX_MS, `it took ${ms} ms`)
  return answer
}
