// Row F24 of the hostile input plan: documents of every format, each in many spellings and each damaged in many ways. Nothing
// may crash or hang; a spelling says the same as the original, and damage takes no more than what stands behind it.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { PipelineError } from '../../../src/domain/error.ts'
import type { ParsedFeed } from '../../../src/domain/feed.ts'
import { parseText } from './parseText.ts'

const folder = new URL('./formats/', import.meta.url)
const names = readdirSync(folder).filter((name) => name !== 'outcomes.json')
const outcomes: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(new URL('outcomes.json', folder), 'utf8'))
const MAX_MS = 2000

type Change = (text: string) => string
const outside =
  (change: Change): Change =>
  (text) =>
    text
      .split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
      .map((part, index) => (index % 2 === 0 ? change(part) : part))
      .join('')

/** Other ways to write the same document. */
const SPELLINGS: Readonly<Record<string, Change>> = {
  'a byte order mark': (xml) => `\ufeff${xml}`,
  'blank lines before it': (xml) => `\n \n\t${xml}`,
  'junk before it': (xml) => `Warning: date() in line 3\n${xml}`,
  'no XML declaration': (xml) => xml.replace(/^<\?.*?\?>\s*/, ''),
  'a wrong encoding declared': (xml) => xml.replace(/encoding="[^"]*"/, 'encoding="utf-16"'),
  'a DOCTYPE': (xml) => xml.replace('?>', '?><!DOCTYPE x SYSTEM "http://x.example/x.dtd" [<!ENTITY unused "x">]>'),
  'a stylesheet': (xml) => xml.replace('?>', '?><?xml-stylesheet type="text/xsl" href="javascript:alert(1)"?>'),
  'line ends of Windows': (xml) => xml.replaceAll('\n', '\r\n'),
  'no blanks between elements': (xml) => xml.replace(/>\s+</g, '><'),
  'comments between elements': outside((part) => part.replace(/>\s+</g, '><!-- a > b -->\n<')),
  'single quotes': outside((part) => part.replace(/="([^"']*)"/g, "='$1'")),
  'blanks in tags': outside((part) => part.replace(/<\/([\w:]+)>/g, '</$1 >').replace(/(\w")(\/?>)/g, '$1 $2')),
  'another feed behind it': (xml) => xml + xml.replace(/^<\?.*?\?>/, ''),
  'a script behind it': (xml) => `${xml}<script>alert("</item>")</script>`,
  'a comment without an end behind it': (xml) => `${xml}<!-- served in 3 ms`,
  'zeros behind it': (xml) => xml + '\0'.repeat(100),
}

const intoLastTitle =
  (mistake: string): Change =>
  (xml) =>
    xml.replace(/<\/(\w*:?title)>(?![\s\S]*<\/\w*:?title>)/, `${mistake}</$1>`)
const LAST_END = /<\/(item|entry|url)>(?![\s\S]*<\/(?:item|entry|url)>)/

/** Mistakes in the last line: those before it stay. */
const DAMAGE: Readonly<Record<string, Change>> = {
  'a bare ampersand': intoLastTitle(' & Co'),
  'an entity of HTML': intoLastTitle('&nbsp;x'),
  'a less-than sign': intoLastTitle(' < 3'),
  'a control character': intoLastTitle('\u0001'),
  'an element without an end': (xml) => xml.replace(LAST_END, '<odd></$1>'),
  'an end tag without a start': (xml) => xml.replace(LAST_END, '</odd></$1>'),
  'the last end tags missing': (xml) => xml.slice(0, LAST_END.exec(xml)?.index),
}

for (const name of names) {
  const text = readFileSync(new URL(name, folder), 'utf8')
  test(`parseFeed() reads ${name} as it is written down`, async () => {
    assert.deepEqual(await outcomeOf(text), outcomes[name])
  })
  if (name.endsWith('.json')) continue

  test(`parseFeed() reads ${name} in ${Object.keys(SPELLINGS).length} spellings as the same feed`, async () => {
    for (const [spelling, change] of Object.entries(SPELLINGS)) {
      assert.deepEqual(await outcomeOf(change(text)), outcomes[name], spelling)
    }
  })
  test(`parseFeed() keeps the lines of ${name} in ${Object.keys(DAMAGE).length} kinds of damage`, async () => {
    const whole = (await outcomeOf(text)) as ParsedFeed
    for (const [damage, change] of Object.entries(DAMAGE)) {
      assert.notEqual(change(text), text, `${damage} changes nothing`)
      const feed = (await outcomeOf(change(text))) as ParsedFeed
      assert.deepEqual(feed.entries?.[0], whole.entries[0], damage)
      assert.equal(feed.entries.length, whole.entries.length, damage)
    }
  })
}

test('parseFeed() reads a feed of any format that is cut anywhere: what is whole stays, or it says why', async () => {
  for (const name of names) {
    const text = readFileSync(new URL(name, folder), 'utf8')
    const whole = (await outcomeOf(text)) as ParsedFeed
    const firstEnd = /<\/(?:item|entry|url)>/.exec(text)
    for (let length = 0; length < text.length; length += 7) {
      const cut = (await outcomeOf(text.slice(0, length))) as Partial<ParsedFeed> & { error?: string }
      if (cut.error === undefined) assert.ok(cut.entries!.length <= whole.entries.length)
      else assert.match(cut.error, /^FEED_(?:EMPTY|MALFORMED|NOT_A_FEED)$/)
      const isFirstWhole = firstEnd && length >= firstEnd.index + firstEnd[0].length
      if (isFirstWhole) assert.deepEqual(cut.entries?.[0], whole.entries[0], `${name} cut at ${length}`)
    }
  }
})

/** What the feed says, as JSON has it; flags tell of the repair, not of the feed. */
async function outcomeOf(text: string): Promise<unknown> {
  const startedAt = performance.now()
  const outcome = await parseText(text).then(
    ({ flags: _, ...feed }) => feed,
    (error: unknown) => {
      if (error instanceof PipelineError) return { error: error.code }
      throw error
    },
  )
  assert.ok(performance.now() - startedAt < MAX_MS, 'takes too long')
  return JSON.parse(JSON.stringify(outcome))
}
