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

test('a gate lets so many requests to one host through at once, and all of them in the end', async () => {
  const gate = openHostGate(2)
  const { request, ends, settle, running, most } = openRequests()
  const all = Array.from({ length: 7 }, (_, index) => gate.run(`https://news.example/${index}`, request))
  for (let ended = 0; ended < 7; ended += 1) {
    await settle()
    assert.equal(running(), Math.min(2, 7 - ended))
    ends[ended]!()
  }
  await Promise.all(all)
  assert.equal(most(), 2)
})

test('a gate lets one host not wait for another, and tells ports apart', async () => {
  const gate = openHostGate(1)
  const { request, ends, settle, running } = openRequests()
  const urls = ['https://one.example/', 'https://two.example/', 'http://one.example:81/', 'not a url']
  const all = urls.map((url) => gate.run(url, request))
  await settle()
  assert.equal(running(), 4)
  for (const end of ends) end()
  await Promise.all(all)
})

test('a gate gives what the request gives, and is free again after a failure of any kind', async () => {
  const gate = openHostGate(1)
  const url = 'https://news.example/'
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
  const gate = openHostGate(1)
  const url = 'https://news.example/'
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
