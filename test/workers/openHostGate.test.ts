import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openHostGate } from '../../src/net/openHostGate.ts'

/** Requests that end when they are told to, and how many ran at once. */
function openRequests() {
  let running = 0
  let most = 0
  const ends: (() => void)[] = []
  const request = async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise<void>((resolve) => ends.push(resolve))
    running -= 1
  }
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  return { request, ends, settle, running: () => running, most: () => most }
}

test('a gate lets so many requests to one site through at once, and all of them in the end', async () => {
  const gate = openHostGate(2, 0)
  const { request, ends, settle, running, most } = openRequests()
  const all = Array.from({ length: 7 }, () => gate.run('news.example', request))
  for (let ended = 0; ended < 7; ended += 1) {
    await settle()
    assert.equal(running(), Math.min(2, 7 - ended))
    ends[ended]!()
  }
  await Promise.all(all)
  assert.equal(most(), 2)
})

test('a gate lets one site not wait for another', async () => {
  const gate = openHostGate(1, 0)
  const { request, ends, settle, running } = openRequests()
  const keys = ['one.example', 'two.example', 'one.example:81']
  const all = keys.map((key) => gate.run(key, request))
  await settle()
  assert.equal(running(), 3)
  for (const end of ends) end()
  await Promise.all(all)
})

test('a gate gives what the request gives, and is free again after a failure of any kind', async () => {
  const gate = openHostGate(1, 0)
  const url = 'news.example'
  const failing = [
    gate.run(url, async () => {
      throw new Error('late')
    }),
    gate.run(url, () => {
      throw new Error('at once')
    }),
  ]
  const answers = await Promise.allSettled([...failing, gate.run(url, async () => 7)])
  assert.deepEqual(
    answers.map((answer) => answer.status),
    ['rejected', 'rejected', 'fulfilled'],
  )
  assert.equal(await gate.run(url, async () => 8), 8)
})

test('a gate keeps the order, and no newcomer slips past those who wait', async () => {
  const gate = openHostGate(1, 0)
  const url = 'news.example'
  const order: number[] = []
  const run = (number: number) =>
    gate.run(url, async () => {
      order.push(number)
      await new Promise(setImmediate)
    })
  const first = [run(1), run(2)]
  await first[0]
  await Promise.all([...first, run(3)])
  assert.deepEqual(order, [1, 2, 3])
})

test('a gate starts the requests to one site a while apart, also after an idle moment, and other sites at once', async () => {
  const gate = openHostGate(2, 60)
  const starts: number[] = []
  const begin = performance.now()
  const start = async () => void starts.push(performance.now())
  await gate.run('news.example', start)
  await Promise.all([1, 2].map(() => gate.run('news.example', start)))
  let isOtherOver = false
  const next = gate.run('news.example', start)
  const other = gate.run('other.example', async () => {
    isOtherOver = true
  })
  await Promise.race([next, other])
  assert.ok(isOtherOver)
  await next
  for (const [index, at] of starts.entries()) assert.ok(at - begin >= index * 60 - 2, `start ${index}`)
})

test('a gate sends away whom it would let wait for long, and says when to come back', async () => {
  const gate = openHostGate(1, 5000)
  const { request, ends, settle } = openRequests()
  const slow = gate.run('slow.example', request)
  await settle()
  await assert.rejects(gate.run('slow.example', request), { code: 'SITE_BUSY', retryAfterMs: 10_000 })
  ends[0]!()
  await slow
  await assert.rejects(
    gate.run('slow.example', request),
    ({ code, retryAfterMs }) => code === 'SITE_BUSY' && retryAfterMs <= 5000,
  )
})
