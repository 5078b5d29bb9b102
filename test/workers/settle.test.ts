import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DelayedError, type Job, UnrecoverableError } from 'bullmq'
import { FATES, PipelineError } from '../../src/domain/error.ts'
import { settle } from '../../workers/settle.ts'

const payload = { articleId: `a${'1'.repeat(24)}`, visit: 1 }

interface Attempt {
  readonly data?: unknown
  readonly attemptsMade?: number
  readonly attempts?: number
}

/** Runs one attempt of a job of queue `read`; gives all that came of it. */
async function attempt(
  handle: () => Promise<string>,
  { data = payload, attemptsMade = 0, attempts = 5 }: Attempt = {},
  giveUpFails?: Error,
) {
  const givenUp: unknown[] = []
  const observed: [string, boolean][] = []
  const process = settle('read', handle, {
    giveUp: async (name, given, failure) => {
      givenUp.push([name, given, failure.code])
      if (giveUpFails) throw giveUpFails
    },
    observe: (name, durationMs) => observed.push([name, durationMs >= 0]),
  })
  const job = { data, attemptsMade, opts: { attempts } } as Job
  const result = await process(job).then(
    (value: unknown) => ({ value }),
    (error: Error) => ({ error }),
  )
  assert.deepEqual(observed, [['read', true]], 'measured once, however it ended')
  return { ...result, givenUp } as {
    value?: unknown
    error?: Error & { code?: string; cause?: Error }
    givenUp: unknown[]
  }
}

const failing = (error: unknown) => async (): Promise<string> => {
  throw error
}

test('settle() gives what the stage says', async () => {
  const { value, givenUp } = await attempt(async () => 'read')
  assert.equal(value, 'read')
  assert.deepEqual(givenUp, [])
})

test('settle() refuses a payload of another form at the door, for good', async () => {
  for (const data of [undefined, null, {}, { articleId: 'x', visit: 1 }, { ...payload, text: 'a body' }]) {
    const { error, givenUp } = await attempt(() => assert.fail('the stage must not run'), { data: data ?? null })
    assert.ok(error instanceof UnrecoverableError)
    assert.match(error.message, /^JOB_INVALID: /)
    assert.equal(givenUp.length, 1)
  }
})

test('settle() lets the queue try again what may pass', async () => {
  const failure = new PipelineError('FETCH_TIMEOUT', 'too slow', { retryAfterMs: 5 })
  const { error, givenUp } = await attempt(failing(failure))
  assert.equal(error, failure)
  assert.deepEqual(givenUp, [])
})

test('settle() gives up what may pass at its last attempt, once', async () => {
  const { error, givenUp } = await attempt(failing(new PipelineError('FETCH_TIMEOUT', 'too slow')), { attemptsMade: 4 })
  assert.ok(error instanceof UnrecoverableError)
  assert.equal(error.message, 'FETCH_TIMEOUT: too slow')
  assert.equal((error.cause as PipelineError).code, 'FETCH_TIMEOUT')
  assert.deepEqual(givenUp, [['read', payload, 'FETCH_TIMEOUT']])
})

test('settle() acts on the fate of every code at its first attempt', async () => {
  for (const [code, fate] of Object.entries(FATES)) {
    const { error, givenUp } = await attempt(failing(new PipelineError(code as keyof typeof FATES, 'x')))
    const isFinal = fate === 'set-aside'
    assert.equal(error instanceof UnrecoverableError, isFinal, code)
    assert.equal(givenUp.length, isFinal ? 1 : 0, code)
  }
})

test('settle() never gives up for a store that is away, not even at the last attempt', async () => {
  const away = [
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('shutting down'), { code: '57P01' }),
    new Error('Connection terminated unexpectedly'),
    new PipelineError('SERVICE_UNAVAILABLE', 'Cannot add to queue "read": no answer'),
    new PipelineError('STORE_UNAVAILABLE', 'x'),
  ]
  for (const failure of away) {
    const { error, givenUp } = await attempt(failing(failure), { attemptsMade: 4 })
    assert.equal(error?.code, 'STORE_UNAVAILABLE', failure.message)
    assert.deepEqual(givenUp, [])
  }
})

test('settle() calls anything else a bug, with a message that the queue can store', async () => {
  for (const bug of [new TypeError('a \u0000 is not a \ud800'), 'a \u0000 string', undefined]) {
    const { error, givenUp } = await attempt(failing(bug))
    assert.equal(error?.code, 'INTERNAL_ERROR')
    assert.ok(error.message.isWellFormed() && !error.message.includes('\u0000'))
    assert.ok(!error.stack?.includes('\u0000'), 'the queue stores the stack too')
    assert.equal(error.cause, bug)
    assert.deepEqual(givenUp, [])
  }
})

test('settle() lets the queue try again when giving up itself fails', async () => {
  const away = new Error('Connection terminated unexpectedly')
  const { error, givenUp } = await attempt(failing(new PipelineError('FETCH_GONE', 'gone')), {}, away)
  assert.ok(!(error instanceof UnrecoverableError))
  assert.equal(givenUp.length, 1)
})

test('settle() puts a job back whose site is busy: no try is counted, nothing is given up', async () => {
  const moves: unknown[] = []
  const process = settle('read', failing(new PipelineError('SITE_BUSY', 'busy', { retryAfterMs: 5000 })), {
    giveUp: async () => assert.fail('it is not given up'),
    observe: () => undefined,
  })
  const job = {
    data: payload,
    attemptsMade: 4,
    opts: { attempts: 5 },
    moveToDelayed: async (...move: unknown[]) => moves.push(move),
  } as unknown as Job
  const before = Date.now()
  await assert.rejects(Promise.resolve(process(job, 'token')), DelayedError)
  const [[until, token]] = moves as [[number, string]]
  assert.equal(token, 'token')
  assert.ok(until >= before + 5000 && Number.isInteger(until))
})
