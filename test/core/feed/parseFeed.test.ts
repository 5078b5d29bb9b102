import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identifyEntries } from '../../../src/core/feed/entryIdentity.ts'
import { now, parseText, rss } from './parseText.ts'

test('parseFeed() reads RSS 2.0', async () => {
  const feed = await parseText(
    rss(
      `<item><title>Polls &amp; votes</title><link>https://news.example.org/a</link><guid isPermaLink="false">a1</guid>
      <dc:creator>Ann Lee</dc:creator><category>Politics</category><category>Senate</category>
      <description>Short</description><content:encoded><![CDATA[<p>Long <b>text</b></p><p>Second</p>]]></content:encoded>
      <enclosure url="/a.jpg" type="image/jpeg" length="10"/><pubDate>Tue, 03 Nov 2026 20:00:00 GMT</pubDate></item>`,
      '<ttl>30</ttl><language>en_US</language><atom:link rel="hub" href="https://hub.example.org/"/><atom:link rel="self" href="/self"/>',
    ),
  )
  assert.deepEqual(feed, {
    format: 'rss',
    title: 'News',
    homepage: 'https://news.example.org/',
    language: 'en-US',
    selfUrl: 'https://news.example.org/self',
    hubUrl: 'https://hub.example.org/',
    ttlMs: 1_800_000,
    entries: [
      {
        guid: 'a1',
        link: 'https://news.example.org/a',
        title: 'Polls & votes',
        summary: 'Long text\nSecond',
        publishedAt: new Date('2026-11-03T20:00:00Z'),
        imageUrl: 'https://news.example.org/a.jpg',
        authors: ['Ann Lee'],
        categories: ['Politics', 'Senate'],
        enclosures: [{ url: 'https://news.example.org/a.jpg', type: 'image/jpeg', sizeBytes: 10 }],
        flags: [],
      },
    ],
    flags: [],
  })
})

test('parseFeed() reads Atom with another prefix, bases, languages and XHTML', async () => {
  const feed =
    await parseText(`<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://b.example.org/d/">
    <a:title type="text">Votes &lt;b&gt;</a:title><a:link rel="alternate" href="."/><a:author><a:name>Desk</a:name></a:author>
    <a:entry><a:title type="html">&lt;i&gt;Un&lt;/i&gt; &amp;amp; deux</a:title><a:id>x1</a:id><a:link href="e/1"/>
      <a:published>2026-11-03T20:00:00Z</a:published><a:updated>2026-11-03T21:00:00Z</a:updated><a:category term="politique"/>
      <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <b>two</b> three</p></div></a:content></a:entry></a:feed>`)
  const [entry] = feed.entries
  assert.equal(feed.format, 'atom')
  assert.equal(feed.title, 'Votes <b>')
  assert.equal(feed.homepage, 'https://b.example.org/d/')
  assert.equal(feed.language, 'fr')
  assert.deepEqual(entry, {
    guid: 'x1',
    link: 'https://b.example.org/d/e/1',
    title: 'Un & deux',
    summary: 'One two three',
    language: 'fr',
    publishedAt: new Date('2026-11-03T20:00:00Z'),
    updatedAt: new Date('2026-11-03T21:00:00Z'),
    authors: ['Desk'],
    categories: ['politique'],
    enclosures: [],
    flags: [],
  })
})

test('parseFeed() reads RSS 1.0, whose items stand beside the channel', async () => {
  const feed =
    await parseText(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:d="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example.org/"><title>News</title></channel>
    <item rdf:about="https://news.example.org/a"><title>A</title><d:date>2026-11-03T20:00:00Z</d:date></item></rdf:RDF>`)
  assert.equal(feed.format, 'rdf')
  assert.equal(feed.entries[0]?.guid, 'https://news.example.org/a')
  assert.equal(feed.entries[0]?.link, 'https://news.example.org/a')
  assert.deepEqual(feed.entries[0]?.publishedAt, new Date('2026-11-03T20:00:00Z'))
})

test('parseFeed() reads JSON Feed', async () => {
  const feed = await parseText(
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'News',
      items: [
        {
          id: 7,
          url: '/a',
          title: 'A < B',
          content_html: '<p>Long</p>',
          authors: [{ name: 'Ann' }],
          tags: ['x', 5, null],
        },
      ],
    }),
  )
  assert.equal(feed.format, 'json')
  assert.deepEqual(feed.entries[0], {
    guid: '7',
    link: 'https://news.example.org/a',
    title: 'A < B',
    summary: 'Long',
    authors: ['Ann'],
    categories: ['x', '5'],
    enclosures: [],
    flags: [],
  })
})

test('parseFeed() reads windows-1251', async () => {
  const head = Buffer.from('<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><item><title>')
  const body = Buffer.concat([
    head,
    Buffer.from([0xe2, 0xfb, 0xe1, 0xee, 0xf0, 0xfb]),
    Buffer.from('</title></item></channel></rss>'),
  ])
  assert.equal((await parseText(body)).entries[0]?.title, 'выборы')
})

test('parseFeed() sniffs what the content type hides', async () => {
  for (const type of ['text/plain', 'application/octet-stream', 'image/png', 'text/html; charset=utf-8']) {
    assert.equal((await parseText(rss('<item><title>A</title></item>'), type)).entries.length, 1, type)
  }
})

test('parseFeed() keeps the identity of an entry when the Feed changes its format', async () => {
  const asRss = await parseText(
    rss('<item><guid isPermaLink="false">g</guid><link>https://news.example.org/a</link></item>'),
  )
  const asAtom = await parseText(
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>g</id><link href="https://news.example.org/a"/></entry></feed>',
  )
  assert.equal(asRss.entries[0]?.guid, asAtom.entries[0]?.guid)
  assert.equal(asRss.entries[0]?.link, asAtom.entries[0]?.link)
})

test('parseFeed() takes a date in the far future for now, and says so', async () => {
  const [entry] = (
    await parseText(rss('<item><title>A</title><pubDate>Tue, 03 Nov 2036 20:00:00 GMT</pubDate></item>'))
  ).entries
  assert.deepEqual(entry?.publishedAt, now)
  assert.deepEqual(entry?.flags, ['date_future'])
})

test('parseFeed() drops a date that cannot be read, keeps the entry, and says so', async () => {
  const [entry] = (await parseText(rss('<item><title>A</title><pubDate>claim 5</pubDate></item>'))).entries
  assert.equal(entry?.publishedAt, undefined)
  assert.deepEqual(entry?.flags, ['date_unreadable'])
})

test('parseFeed() prefers the address that FeedBurner hides', async () => {
  const feed = await parseText(
    '<rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><item><link>https://proxy.example/1</link><feedburner:origLink>https://news.example.org/a</feedburner:origLink></item></channel></rss>',
  )
  assert.equal(feed.entries[0]?.link, 'https://news.example.org/a')
})

test('parseFeed() takes sy:updatePeriod for a ttl where there is none', async () => {
  const text = rss('', '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>')
  assert.equal((await parseText(text)).ttlMs, 21_600_000)
})

test('parseFeed() reads a news sitemap', async () => {
  const feed =
    await parseText(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
    <url><loc>https://news.example.org/a</loc><lastmod>2026-11-03T21:00:00Z</lastmod><n:news><n:publication><n:name>News</n:name>
    <n:language>en</n:language></n:publication><n:publication_date>2026-11-03T20:00:00Z</n:publication_date>
    <n:title>Polls &amp;amp; votes</n:title><n:keywords>vote, count</n:keywords></n:news></url></urlset>`)
  assert.equal(feed.format, 'sitemap')
  assert.deepEqual(feed.entries[0], {
    link: 'https://news.example.org/a',
    title: 'Polls & votes',
    language: 'en',
    publishedAt: new Date('2026-11-03T20:00:00Z'),
    updatedAt: new Date('2026-11-03T21:00:00Z'),
    authors: [],
    categories: ['vote', 'count'],
    enclosures: [],
    flags: [],
  })
})

test('parseFeed() reads skipHours in either way of counting, each once, and passes over what is no hour', async () => {
  const skip = (...hours: string[]) =>
    `<rss version="2.0"><channel><title>A</title><skipHours>${hours.map((hour) => `<hour>${hour}</hour>`).join('')}</skipHours>` +
    '<item><title>One</title><link>https://example.org/1</link></item></channel></rss>'
  assert.deepEqual((await parseText(skip('23', '0', '24', ' 7 ', '25', '-1', 'x', '07'))).quietHours, [0, 7, 23])
  assert.equal((await parseText(skip())).quietHours, undefined)
  const all = Array.from({ length: 24 }, (_, hour) => String(hour))
  assert.equal((await parseText(skip(...all))).quietHours, undefined)
})

test('parseFeed() reads a news sitemap as a feed, whose lines are known again by their addresses', async () => {
  const feed = await parseText(`<?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
      <url><loc>https://news.example/a?utm_source=x</loc><news:news>
        <news:publication><news:name>The News</news:name><news:language>en</news:language></news:publication>
        <news:publication_date>2026-11-02T10:00:00Z</news:publication_date><news:title>Ministry denies it</news:title>
      </news:news></url>
    </urlset>`)
  assert.equal(feed.format, 'sitemap')
  const [identified] = identifyEntries(feed.entries, 'https://news.example/sitemap.xml')
  assert.equal(identified?.entry.title, 'Ministry denies it')
  assert.deepEqual(identified.entry.publishedAt, new Date('2026-11-02T10:00:00Z'))
  assert.deepEqual([identified.url, identified.urlKey], ['https://news.example/a', 'news.example/a'])
})

test('parseFeed() passes over a date that cannot be read where another can', async () => {
  const { entries } = await parseText(
    rss(
      '<item><pubDate>soon</pubDate><dc:date>2026-11-03T20:00:00Z</dc:date></item><item><pubDate>soon</pubDate></item>',
    ),
  )
  assert.deepEqual(entries[0]?.publishedAt, new Date('2026-11-03T20:00:00Z'))
  assert.deepEqual(entries[0]?.flags, [])
  assert.deepEqual([entries[1]?.publishedAt, entries[1]?.flags], [undefined, ['date_unreadable']])
})

test('parseFeed() reads skipDays, each once, and passes over what is no day', async () => {
  const skip = (...days: string[]) => rss('', `<skipDays>${days.map((day) => `<day>${day}</day>`).join('')}</skipDays>`)
  assert.deepEqual((await parseText(skip('Sunday', ' saturday ', 'Sunday', 'Someday'))).quietDays, [0, 6])
  assert.equal((await parseText(skip())).quietDays, undefined)
  const all = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
  assert.equal((await parseText(skip(...all))).quietDays, undefined)
})

test('parseFeed() reads the enclosures of RSS 1.0, a module of their own', async () => {
  const spaces =
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:enc="http://purl.oclc.org/net/rss_2.0/enc#" xmlns="http://purl.org/rss/1.0/"'
  const enclosures = [
    '<enc:enclosure rdf:resource="/a.mp3" enc:type="audio/mpeg" enc:length="65535"/>',
    '<enc:enclosure rdf:resource="/a.png" enc:type="image/png"></enc:enclosure><enc:enclosure enc:type="audio/mpeg"/>',
  ]
  const item = `<item rdf:about="https://news.example.org/a"><title>A</title>${enclosures.join('')}</item>`
  const { entries } = await parseText(`<rdf:RDF ${spaces}><channel><title>T</title></channel>${item}</rdf:RDF>`)
  assert.deepEqual(entries[0]?.enclosures, [
    { url: 'https://news.example.org/a.mp3', type: 'audio/mpeg', sizeBytes: 65_535 },
    { url: 'https://news.example.org/a.png', type: 'image/png' },
  ])
  assert.equal(entries[0]?.imageUrl, 'https://news.example.org/a.png')
})
