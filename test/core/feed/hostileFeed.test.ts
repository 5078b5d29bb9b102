import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identifyEntries } from '../../../src/core/feed/entryIdentity.ts'
import type { ErrorCode } from '../../../src/domain/error.ts'
import { feedUrl, parseText, rss } from './parseText.ts'

// Generous: the machines of CI are slow and shared. What is not linear takes minutes.
const MAX_MS = 10_000

async function parseInTime(text: string) {
  const startedAt = performance.now()
  const feed = await parseText(text).catch((error) => error)
  assert.ok(performance.now() - startedAt < MAX_MS, 'takes too long')
  return feed
}

function rejects(name: string, text: string, code: ErrorCode): void {
  test(`parseFeed() refuses ${name}: ${code}`, async () => {
    const error = await parseInTime(text)
    assert.equal(error.code, code, error)
  })
}

rejects('an empty body', '', 'FEED_EMPTY')
rejects('blanks', ' \n\t \ufeff', 'FEED_EMPTY')
rejects('null', 'null', 'FEED_NOT_A_FEED')
rejects('an empty list', '[]', 'FEED_NOT_A_FEED')
rejects('an empty object', '{}', 'FEED_NOT_A_FEED')
rejects('cut JSON', '{"version":"https://jsonfeed.org/version/1.1","items":[', 'FEED_MALFORMED')
rejects('JSON that is very deep', `{"items":${'['.repeat(200_000)}`, 'FEED_MALFORMED')
rejects('an HTML page', '<!doctype html><html><head><title>Login</title></head><body>Log in</body></html>', 'FEED_HTML')
rejects(
  'a challenge page without html tag',
  '<script src="/challenge.js"></script><noscript>Enable</noscript>',
  'FEED_HTML',
)
rejects('OPML', '<opml version="2.0"><body><outline xmlUrl="https://x.example/"/></body></opml>', 'FEED_NOT_A_FEED')
rejects('a sitemap', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>', 'FEED_NOT_A_FEED')
rejects('KML', '<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>', 'FEED_NOT_A_FEED')
rejects('other XML', '<note><to>you</to></note>', 'FEED_NOT_A_FEED')
rejects(
  'other RDF',
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x/></rdf:RDF>',
  'FEED_NOT_A_FEED',
)
rejects('text', 'Service unavailable', 'FEED_NOT_A_FEED')
rejects('200,000 nested elements', rss('<a>'.repeat(200_000)), 'FEED_TOO_DEEP')
rejects('100,000 open elements in text', rss(`<item><description>${'<b>x'.repeat(100_000)}`), 'FEED_TOO_DEEP')
rejects('500,000 less-than signs', '<'.repeat(500_000), 'FEED_MALFORMED')
rejects('a comment without an end', `<!--${'-'.repeat(100_000)}`, 'FEED_MALFORMED')

const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
const survived: Readonly<Record<string, string>> = {
  'a billion laughs': `<!DOCTYPE l [<!ENTITY l0 "lol">${laughs}]>${rss('<item><title>&l9;</title></item>')}`,
  'a quadratic blow-up': `<!DOCTYPE l [<!ENTITY a "${'x'.repeat(990)}">]>${rss(`<item><title>${'&a;'.repeat(100_000)}</title></item>`)}`,
  '200,000 less-than signs in a title': rss(`<item><title>${'<'.repeat(200_000)}</title></item>`),
  '200,000 ampersands in a title': rss(`<item><title>${'&'.repeat(200_000)}</title></item>`),
  'CDATA opened 50,000 times': rss(`<item><title>A</title></item>${'<title><![CDATA[a'.repeat(50_000)}`),
  'tags that never end in HTML': rss(`<item><description>${'&lt;a '.repeat(200_000)}</description></item>`),
  'an attribute 100,000 times': rss(
    `<item ${Array.from({ length: 100_000 }, (_, i) => `a${i}="x"`).join(' ')}></item>`,
  ),
  '100,000 declared namespaces': `<rss ${Array.from({ length: 90 }, (_, i) => `xmlns:a${i}="u${i}"`).join(' ')}><channel>${'<a xmlns="q">x</a>'.repeat(50_000)}<item/></channel></rss>`,
  'names of the prototype': rss('<item><__proto__>x</__proto__><constructor>y</constructor><title>A</title></item>'),
}

for (const [name, text] of Object.entries(survived)) {
  test(`parseFeed() survives ${name}`, async () => {
    const { entries } = await parseInTime(text)
    assert.equal(entries.length, 1)
    assert.equal(({} as Record<string, unknown>)['x'], undefined)
  })
}

test('parseFeed() takes the first 2,000 of 100,000 entries, and says so', async () => {
  const items = Array.from({ length: 100_000 }, (_, i) => `<item><title>${i}</title></item>`).join('')
  const { entries, flags } = await parseInTime(rss(items))
  assert.equal(entries.length, 2000)
  assert.equal(entries[1999].title, '1999')
  assert.deepEqual(flags, ['entries_capped'])
})

test('parseFeed() cuts what is too long, and keeps the first of what is too many', async () => {
  const many = (name: string) => Array.from({ length: 10_000 }, (_, i) => `<${name}>x${i}</${name}>`).join('')
  const text = rss(
    `<item><title>${'a'.repeat(5_000_000)}</title>${many('category')}${many('dc:creator')}<author>${'b'.repeat(10_000)}</author></item>`,
  )
  const [entry] = (await parseInTime(text)).entries
  assert.equal(entry.title.length, 1000)
  assert.equal(entry.categories.length, 50)
  assert.ok(entry.authors.length <= 50)
  assert.ok(entry.authors.every((author: string) => author.length <= 300))
})

for (const link of [
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'mailto:a@example.org',
  'https://u:p@example.org/',
]) {
  test(`parseFeed() never gives the link ${link}`, async () => {
    const { entries } = await parseText(rss(`<item><title>A</title><link>${link}</link></item>`))
    assert.equal(entries[0]?.link, undefined)
    assert.equal(entries[0]?.linkProblem, 'ENTRY_BAD_URL')
    assert.equal(identifyEntries(entries, feedUrl)[0]?.skip, 'ENTRY_BAD_URL')
  })
}

test('parseFeed() takes an address that is too long for none, and cleans one that holds a tab', async () => {
  const { entries } = await parseText(
    rss(
      `<item><link>https://news.example.org/${'a'.repeat(3_000_000)}</link></item><item><link>https://news.example.org/a\tb</link></item>`,
    ),
  )
  assert.equal(entries[0]?.linkProblem, 'ENTRY_BAD_URL')
  assert.equal(entries[1]?.link, 'https://news.example.org/ab')
})

test('parseFeed() accepts an entry with nothing in it', async () => {
  const { entries } = await parseText(rss('<item/><item></item>'))
  assert.deepEqual(
    identifyEntries(entries, feedUrl).map(({ skip }) => skip),
    ['ENTRY_NO_LINK', 'ENTRY_NO_LINK'],
  )
})

test('parseFeed() makes plain text of an author, without the e-mail address', async () => {
  const { entries } = await parseText(
    rss(
      '<item><author>ann@example.org (&lt;b&gt;Ann&lt;/b&gt; Lee)</author></item><item><author>bob@example.org</author></item>',
    ),
  )
  assert.deepEqual(entries[0]?.authors, ['Ann Lee'])
  assert.deepEqual(entries[1]?.authors, [])
})

test('parseFeed() leaves no control character and no lone surrogate in any text', async () => {
  const bad = 'a&#0;&#1;&#xD800;\u0001b'
  const { entries } = await parseText(
    rss(
      `<item><title>${bad}</title><guid>${bad}</guid><description>${bad}</description><category>${bad}</category><author>${bad}</author></item>`,
    ),
  )
  const text = JSON.stringify(entries)
  assert.doesNotMatch(text, /\\u00[01]|\\ud8/i)
  assert.ok(text.isWellFormed())
})
