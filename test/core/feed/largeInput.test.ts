import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { openThreadPool } from '../../../src/thread/threadPool.ts'
import { rss } from './parseText.ts'

const MB = 1_000_000
const MAX_CPU_MS = 1000
const MAX_HEAP_MB = 100
// The same inputs on each run; `CLAIMWIRE_TEST_SEED` tries others.
const SEED = Number(process.env['CLAIMWIRE_TEST_SEED'] ?? 20_261_121)

// The heap is bounded from outside: a thread that wants more for 1 MB, its own modules included, is ended, and the test fails.
const pool = openThreadPool({
  script: new URL('./measuringThread.ts', import.meta.url),
  size: 1,
  timeoutMs: 30_000,
  maxHeapMb: MAX_HEAP_MB,
})
after(() => pool.close())

/** Asserts that bytes give a feed or a reason within bounds; what a busy machine does once, the input does each time. */
async function staysWithinBounds(body: Uint8Array): Promise<void> {
  const times: number[] = []
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const { outcome, cpuMs } = await pool.run<Uint8Array, { outcome: string; cpuMs: number }>('measure', body)
    assert.match(outcome, /^(?:feed|FEED_[A-Z_]+)$/)
    if (cpuMs <= MAX_CPU_MS) return
    times.push(cpuMs)
  }
  assert.fail(`takes ${times.join(', ')} ms of processor time`)
}

/** Repeats a piece up to 1 MB. */
const fill = (piece: Uint8Array) => {
  const body = Buffer.alloc(MB)
  if (piece.length > 0) body.fill(piece)
  return body
}

const markup = fc
  .array(
    fc.constantFrom(
      ...[
        '<',
        '>',
        '</',
        '/>',
        '&',
        '&amp;',
        '&lt;',
        '&#x41;',
        '&nbsp;',
        '"',
        "'",
        '=',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
      ],
      ...[
        '<?xml ?>',
        '<item>',
        '</item>',
        '<item/>',
        '<entry>',
        '<title>',
        '</title>',
        '<link>',
        '<guid>a',
        '<category>',
      ],
      ...[
        '<description>',
        '</description>',
        '<content type="xhtml">',
        '<p>',
        '<b x="y">',
        '<media:group>',
        '<author><name>',
      ],
      ...[
        '<a xmlns="u">',
        'xml:base="a/"',
        '<dc:date>2026-11-03',
        '{"items":[',
        '{"id":"1"},',
        '[',
        ' ',
        '\n',
        'Votes ',
        'é',
      ],
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''))

test('parseFeed() gives a feed or a reason for 1 MB of any bytes, within 1 s and 100 MB', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 64 }), async (piece) => staysWithinBounds(fill(piece))),
    { numRuns: 15, interruptAfterTimeLimit: 60_000, seed: SEED },
  )
})

test('parseFeed() gives a feed or a reason for 1 MB of any markup in a feed, within 1 s and 100 MB', {
  timeout: 300_000,
}, async () => {
  const starts = ['', '<rss version="2.0"><channel>', '<feed xmlns="http://www.w3.org/2005/Atom"><entry>', '{"items":[']
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...starts), markup, async (start, piece) => {
      const body = fill(Buffer.from(piece))
      await staysWithinBounds(Buffer.concat([Buffer.from(start), body]).subarray(0, MB))
    }),
    {
      numRuns: 40,
      interruptAfterTimeLimit: 120_000,
      seed: SEED,
      examples: [[starts[2]!, '<link><a xmlns="u"><media:group>']],
    },
  )
})

test('parseFeed() reads 1 MB of ordinary entries within 1 s and 100 MB', async () => {
  const item = `<item><title>Votes</title><link>https://news.example/a</link><description>${'A few words. '.repeat(30)}</description></item>`
  await staysWithinBounds(Buffer.from(rss(item.repeat(Math.floor(MB / item.length)))))
})
