import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { suite, test } from 'node:test'

const script = (failure: string, afterwards: string) => `
  import { untilStopped } from ${JSON.stringify(new URL('../../src/runtime/untilStopped.ts', import.meta.url).href)}
  setInterval(() => undefined, 1000)
  setImmediate(() => console.log('up'))
  try {
    await untilStopped(${failure}, 500)
    console.log('stopping')
    ${afterwards}
  } catch (error) {
    console.log(error.message)
    process.exit(9)
  }
`
const NEVER = 'new Promise(() => undefined)'

/** Starts the script, answers each line of its output with a signal, and gives its end. */
async function stop(code: string, ...signals: NodeJS.Signals[]) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (lines: string) => {
    output += lines
    for (const _line of lines.trimEnd().split('\n')) {
      const signal = signals.shift()
      if (signal) child.kill(signal)
    }
  })
  const [exitCode] = await once(child, 'close')
  return { exitCode, output }
}

suite('untilStopped()', { concurrency: 2 }, () => {
  test('waits for SIGTERM or SIGINT, and then lets the process end by itself', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      assert.deepEqual(await stop(script(NEVER, 'process.exit(0)'), signal), { exitCode: 0, output: 'up\nstopping\n' })
    }
  })

  test('ends the process at once at a second signal', async () => {
    const { exitCode } = await stop(script(NEVER, ''), 'SIGTERM', 'SIGINT')
    assert.equal(exitCode, 130)
  })

  test('ends a stop that takes longer than it may', async () => {
    const { exitCode, output } = await stop(script(NEVER, ''), 'SIGTERM')
    assert.deepEqual([exitCode, output], [143, 'up\nstopping\n'])
  })

  test('ends a stop after a failure too, when it takes longer than it may', async () => {
    const lasting = script(`Promise.reject(new Error('the store died'))`, '').replace('process.exit(9)', '')
    assert.deepEqual(await stop(lasting), { exitCode: 75, output: 'the store died\nup\n' })
  })

  test('lets a failure rise', async () => {
    const failing = `new Promise((_resolve, reject) => setTimeout(() => reject(new Error('the store died')), 50))`
    assert.deepEqual(await stop(script(failing, '')), { exitCode: 9, output: 'up\nthe store died\n' })
  })
})
