import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { PipelineError } from '../../../src/domain/error.ts'
import { parseText, rss } from './parseText.ts'

const words = [
  '<',
  '>',
  '</',
  '/>',
  '&',
  ';',
  '"',
  "'",
  '=',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<?xml ',
  '<!DOCTYPE x [',
  ']>',
  '\u0000',
  '\ud800',
]
const tags = [
  '<rss>',
  '<channel>',
  '<item>',
  '</item>',
  '<title>',
  '</title>',
  '<link>',
  '<guid>',
  '<feed xmlns="http://www.w3.org/2005/Atom">',
]
const more = [
  '<entry>',
  '</entry>',
  '<content type="xhtml">',
  '<author>',
  '<name>',
  '<media:group>',
  'xmlns:a="b"',
  'xml:base="http://[',
  '{"items":[',
  '<p>',
  '&#55357;',
  '&lt;',
]
const soup = fc
  .array(fc.oneof(fc.constantFrom(...words, ...tags, ...more), fc.string()), { maxLength: 200 })
  .map((parts) => parts.join(''))
const bytes = fc.uint8Array({ maxLength: 2000 })

async function givesFeedOrReason(body: Uint8Array, contentType?: string): Promise<void> {
  const startedAt = performance.now()
  try {
    const feed = await parseText(body, contentType)
    assert.ok(Array.isArray(feed.entries))
    assert.ok(JSON.stringify(feed).isWellFormed())
  } catch (error) {
    assert.ok(error instanceof PipelineError && error.code.startsWith('FEED_'), String(error))
  }
  assert.ok(performance.now() - startedAt < 1000, 'takes too long')
}

test('parseFeed() gives a feed or a reason for any bytes, quickly', async () => {
  await fc.assert(fc.asyncProperty(bytes, fc.option(fc.string(), { nil: undefined }), givesFeedOrReason), {
    numRuns: 300,
  })
})

test('parseFeed() gives a feed or a reason for any soup of markup, quickly', async () => {
  await fc.assert(
    fc.asyncProperty(soup, (text) => givesFeedOrReason(Buffer.from(text))),
    { numRuns: 300 },
  )
})

test('parseFeed() gives a feed or a reason for a feed that was damaged anywhere, quickly', async () => {
  const whole = Buffer.from(
    rss(
      '<item><title>A &amp; B</title><link>https://news.example.org/a</link><description><![CDATA[<p>x</p>]]></description></item>'.repeat(
        5,
      ),
    ),
  )
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(damage, fc.nat(whole.length), async (changes, length) => {
      const body = Uint8Array.from(whole)
      for (const [at, value] of changes) body[at] = value
      await givesFeedOrReason(body.subarray(0, length))
    }),
    { numRuns: 300 },
  )
})
