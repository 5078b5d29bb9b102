import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openThreadPool } from '../../src/thread/threadPool.ts'

const script = new URL('./trialThread.ts', import.meta.url)
const pool = openThreadPool({ script, size: 2, timeoutMs: 10_000, maxHeapMb: 64 })
after(() => pool.close())

test('run() gives what the task returns', async () => {
  assert.equal(await pool.run('double', 21), 42)
})

test('H09 run() ends a task that spins, while the main thread and the other tasks go on', async () => {
  let ticks = 0
  const clock = setInterval(() => {
    ticks += 1
  }, 20)
  const spinning = assert.rejects(pool.run('spin', undefined, { timeoutMs: 400 }), { code: 'THREAD_TIMEOUT' })
  assert.equal(await pool.run('double', 4), 8)
  await spinning
  clearInterval(clock)
  assert.ok(ticks > 5, `the event loop ticked ${ticks} times`)
})

test('H09 run() ends a task that fills the heap, and the pool refills', async () => {
  await assert.rejects(pool.run('grow', undefined), { code: 'THREAD_OUT_OF_MEMORY' })
  const answers = await Promise.all([1, 2, 3, 4, 5].map((value) => pool.run('double', value)))
  assert.deepEqual(answers, [2, 4, 6, 8, 10])
})

test('run() carries the code of a PipelineError across the thread boundary', async () => {
  await assert.rejects(pool.run('refuse', undefined), { name: 'PipelineError', code: 'PAGE_TOO_DEEP' })
})

test('run() calls any other failure THREAD_FAILED: a thrown error, an unknown task, an exit, an input that cannot be sent', async () => {
  await assert.rejects(pool.run('stumble', undefined), { code: 'THREAD_FAILED', message: /nothing is a function/ })
  await assert.rejects(pool.run('constructor', undefined), { code: 'THREAD_FAILED', message: /no such task/ })
  await assert.rejects(pool.run('leave', undefined), { code: 'THREAD_FAILED' })
  await assert.rejects(
    pool.run('double', () => 1),
    { code: 'THREAD_FAILED', message: /cannot be sent/ },
  )
  assert.equal(await pool.run('double', 3), 6)
})

test('run() does not count waiting for a thread as time of the task', async () => {
  const single = openThreadPool({ script, size: 1, timeoutMs: 500, maxHeapMb: 64 })
  const first = assert.rejects(single.run('spin', undefined), { code: 'THREAD_TIMEOUT' })
  assert.equal(await single.run('double', 5, { timeoutMs: 400 }), 10)
  await first
  await single.close()
})

test('run() fails for each waiting task when the script cannot be loaded', async () => {
  const broken = openThreadPool({
    script: new URL('./noSuchThread.ts', import.meta.url),
    size: 1,
    timeoutMs: 500,
    maxHeapMb: 64,
  })
  const tasks = [broken.run('double', 1), broken.run('double', 2)]
  for (const { status } of await Promise.allSettled(tasks)) assert.equal(status, 'rejected')
  await broken.close()
})

test('close() fails what is under way and what waits', async () => {
  const closing = openThreadPool({ script, size: 1, timeoutMs: 5000, maxHeapMb: 64 })
  const tasks = [closing.run('spin', undefined), closing.run('double', 1)]
  const settled = Promise.allSettled(tasks)
  await closing.close()
  for (const result of await settled) assert.equal(result.status === 'rejected' && result.reason.code, 'THREAD_FAILED')
  await assert.rejects(closing.run('double', 1), { code: 'THREAD_FAILED' })
})

test('an idle pool does not keep the process alive', () => {
  const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))
  const program = `import { openThreadPool } from '${pathOf('../../src/thread/threadPool.ts')}'
    const pool = openThreadPool({ script: new URL('file://${pathOf('./trialThread.ts')}'), size: 1, timeoutMs: 5000, maxHeapMb: 64 })
    console.log(await pool.run('double', 2))`
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    timeout: 20_000,
  })
  assert.equal(stdout.trim(), '4')
  assert.equal(status, 0)
})
