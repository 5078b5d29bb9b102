import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ErrorCode } from '../../src/domain/error.ts'
import { serve } from '../net/serve.ts'
import { openPoller, rss } from './openPoller.ts'

// Each test is named after the row of the hostile input plan that it is.
const { survive, poll } = openPoller()
const A = '<item><title>A</title><guid>1</guid><link>https://news.example/a</link></item>'

const serveBody = (body: string | Uint8Array, type = 'application/rss+xml') =>
  serve((_, response) => void response.writeHead(200, { 'content-type': type }).end(body))

function fails(name: string, body: string, code: ErrorCode): void {
  test(`${name}: ${code}`, async () => {
    await using server = await serveBody(body)
    assert.deepEqual(await survive(server.url), { outcome: 'failed', reason: code, titles: [] })
  })
}

function gives(name: string, body: string | Uint8Array, titles: readonly (string | undefined)[], type?: string): void {
  test(`${name}: ${JSON.stringify(titles)}`, async () => {
    await using server = await serveBody(body, type)
    assert.deepEqual((await survive(server.url)).titles, titles)
  })
}

const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
const doctype = (subset: string, body: string) => `<!DOCTYPE rss [${subset}]>${body}`
test('F01 a billion laughs stay what is written', async () => {
  const xml = doctype(`<!ENTITY l0 "lol">${laughs}`, rss('<item><title>&l9;</title></item>').replace(/^<\?.*?\?>/, ''))
  await using server = await serveBody(xml)
  const { titles } = await survive(server.url)
  assert.ok(titles[0]!.length < 200)
})
test('F02 a quadratic blow-up ends at the budget', async () => {
  const items = `<item><title>A</title><description>${'&a;'.repeat(20_000)}</description></item>`
  await using server = await serveBody(doctype(`<!ENTITY a "${'x'.repeat(50_000)}">`, rss(items).slice(21)))
  assert.deepEqual((await survive(server.url)).titles, ['A'])
})
gives(
  'F04 the DOCTYPE of Netscape',
  `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">${rss('<item><title>A&nbsp;&eacute;</title></item>').slice(21)}`,
  ['A é'],
)
gives(
  'F04 an entity of its own',
  doctype(
    '<!ENTITY nbsp "&#160;"><!ENTITY name "B &#38; C">',
    rss('<item><title>&name;&nbsp;D</title></item>').slice(21),
  ),
  ['B & C D'],
)
fails('F05 200,000 elements in one another', rss('<a>'.repeat(200_000)), 'FEED_TOO_DEEP')
fails('F06 100,000 open elements', rss(`<item><description>${'<b>x'.repeat(100_000)}`), 'FEED_TOO_DEEP')

test('F07 of 200,000 entries the first 2,000 are taken, and the poll says so', async () => {
  const items = Array.from({ length: 200_000 }, (_, i) => `<item><title>${i}</title></item>`).join('')
  await using server = await serveBody(rss(items))
  const { outcome, reason, titles } = await survive(server.url)
  assert.deepEqual([outcome, reason, titles.length, titles.at(-1)], ['parsed', 'ENTRIES_CAPPED', 2000, '1999'])
})
test('F09 a title of 9 MB is cut at 1,000 characters', async () => {
  await using server = await serveBody(rss(`<item><title>${'a'.repeat(9_000_000)}</title></item>`))
  const { titles } = await survive(server.url)
  assert.equal(titles[0]?.length, 1000)
})
fails('F09 a title of 14 MB', rss(`<item><title>${'a'.repeat(14_000_000)}</title></item>`), 'FETCH_TOO_LARGE')
gives(
  'F10 100,000 attributes on one tag',
  rss(`<item ${Array.from({ length: 100_000 }, (_, i) => `a${i}="x"`).join(' ')}><title>A</title></item>`),
  ['A'],
)
gives(
  'F11 elements named as the prototype',
  rss('<item><__proto__><polluted>x</polluted></__proto__><constructor>y</constructor><title>A</title></item>'),
  ['A'],
)
gives(
  'F11 a JSON Feed with __proto__',
  '{"version":"https://jsonfeed.org/version/1.1","__proto__":{"polluted":1},"items":[{"id":"1","title":"A","__proto__":{"title":"B"},"constructor":{"prototype":{"polluted":1}}}]}',
  ['A'],
  'application/feed+json',
)
test('F11 nothing was polluted', () => assert.equal(({} as Record<string, unknown>)['polluted'], undefined))

// The plan would refuse a cut document; the contract of the parser is that a cut tail never loses the feed.
gives(
  'F12 a document that is cut',
  rss(`${A}<item><title>B</title><link>https://news.exa`).replace('</channel></rss>', ''),
  ['A', 'B'],
)
fails('F12 a document that is cut before it says anything', '<?xml version="1.0"?><r', 'FEED_MALFORMED')

gives('F14 a script behind the feed', `${rss(A)}<script>alert(1)</script><!-- x -->`, ['A'])
gives('F14 two feeds in one document', rss(A) + rss('<item><title>B</title></item>'), ['A'])
gives('F15 a title escaped twice', rss('<item><title>AT&amp;amp;T &amp;lt;b&amp;gt;</title></item>'), ['AT&T <b>'])
gives('F15 HTML in CDATA', rss('<item><title><![CDATA[<b>A</b> &amp; <i>B</i>]]></title></item>'), ['A & B'])
gives(
  'F16 media:title before title',
  rss(
    '<item><media:title>M</media:title><media:content><media:title>N</media:title></media:content><title>A</title></item>',
  ),
  ['A'],
)

fails('F17 an empty body', '', 'FEED_EMPTY')
fails('F17 blanks', ' \n\t', 'FEED_EMPTY')
fails('F17 null', 'null', 'FEED_NOT_A_FEED')
fails('F17 an empty list', '[]', 'FEED_NOT_A_FEED')
fails('F17 an empty object', '{}', 'FEED_NOT_A_FEED')

fails('F19 a comment without an end', `<!--${'-'.repeat(500_000)}`, 'FEED_MALFORMED')
fails('F19 500,000 less-than signs', '<'.repeat(500_000), 'FEED_MALFORMED')
fails('F19 500,000 ampersands', '&'.repeat(500_000), 'FEED_NOT_A_FEED')
test('F19 CDATA without an end', async () => {
  await using server = await serveBody(rss(`${A}<item><title><![CDATA[${'a'.repeat(500_000)}`))
  const { titles } = await survive(server.url)
  assert.equal(titles[0], 'A')
})

for (const type of ['text/plain', 'application/octet-stream', 'image/png', 'text/html', '', 'x']) {
  gives(`F20 a feed that says it is ${JSON.stringify(type)}`, rss(A), ['A'], type)
}

test('F21 an entry is known again when the feed changes from RSS to Atom to JSON', async () => {
  const atom =
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>A</title><link href="https://news.example/a"/></entry></feed>'
  const json =
    '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"https://news.example/a","title":"A"}]}'
  const ids: (string | undefined)[] = []
  for (const body of [rss(A), atom, json]) {
    await using server = await serveBody(body)
    const { entries } = await poll(server.url)
    ids.push(entries[0]?.entryId, entries[0]?.article?.articleId)
  }
  assert.deepEqual(new Set(ids.filter((_, index) => index % 2 === 0)).size, 1)
  assert.deepEqual(new Set(ids).size, 2)
})
gives('F22 a stylesheet with a script', `<?xml-stylesheet href="javascript:alert(1)"?>${rss(A).slice(21)}`, ['A'])
