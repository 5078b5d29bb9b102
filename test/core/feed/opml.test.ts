import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildOpml } from '../../../src/core/feed/buildOpml.ts'
import { parseOpml } from '../../../src/core/feed/parseOpml.ts'

const opmlOf = (body: string) => `<?xml version="1.0"?><opml version="1.0"><head/><body>${body}</body></opml>`

test('parseOpml() reads back what buildOpml() wrote', () => {
  const feeds = [
    { url: 'https://news.example/rss?a=1&b=2', title: 'A & B <"quoted">', homepage: 'https://news.example/?x&y' },
    { url: 'https://выборы.example/лента', title: 'Выборы — «сегодня»' },
    { url: "https://news.example/it's", title: "it's 😀" },
  ]
  assert.deepEqual(parseOpml(buildOpml('claim & wire', feeds)), feeds)
})

test('buildOpml() names a feed without a title by its address, and keeps control characters out of XML', () => {
  assert.match(buildOpml('t', [{ url: 'https://news.example/' }]), / text="https:\/\/news.example\/"/)
  const xml = buildOpml('a\u0000b', [{ url: 'https://news.example/', title: 'c\u0001\ud800\ufffed' }])
  assert.match(xml, /<title>ab<\/title>/)
  assert.match(xml, / text="c\ufffdd"/)
})

test('parseOpml() finds feeds in folders, in any case of the names, each address once, in order', () => {
  const feeds = parseOpml(
    opmlOf(`<outline text="Folder"><outline text="Deeper">
      <OUTLINE TYPE="rss" TEXT="One" XMLURL=" https://one.example/ "/></outline></outline>
      <outline title="Two" text="2" xmlUrl="https://two.example/" htmlUrl="https://two.example/home"/>
      <outline text="again" xmlUrl="https://one.example/"/>
      <outline text="no feed"/><outline xmlUrl=""/><other xmlUrl="https://three.example/"/>`),
  )
  assert.deepEqual(feeds, [
    { url: 'https://one.example/', title: 'One' },
    { url: 'https://two.example/', title: 'Two', homepage: 'https://two.example/home' },
  ])
})

test('parseOpml() gives nothing for what is not OPML, and all that it can of what is broken', () => {
  for (const text of ['', 'hello', '{"a":1}', '<html><a href="https://news.example/">x</a></html>', '\u0000']) {
    assert.deepEqual(parseOpml(text), [])
  }
  const broken = '<opml><body><outline xmlUrl="https://one.example/"><outline xmlUrl="https://two.example/"'
  assert.deepEqual(parseOpml(broken), [{ url: 'https://one.example/' }])
})

test('parseOpml() expands no entity of its own making', () => {
  const bomb = `<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
    <opml><body><outline text="&b;&x;" xmlUrl="https://one.example/"/></body></opml>`
  const [feed] = parseOpml(bomb)
  assert.equal(feed?.url, 'https://one.example/')
  assert.doesNotMatch(feed?.title ?? '', /aaa|root:/)
})

test('parseOpml() leaves nothing in a title or an address that a store or a terminal cannot take', () => {
  const text = `a\u0000b&#27;[31m&#xD800;&#0; ${'x'.repeat(10_000)}`
  const [feed] = parseOpml(opmlOf(`<outline text="${text}" xmlUrl="https://one.example/\u0000a&#7;"/>`))
  assert.ok(feed?.title)
  assert.doesNotMatch(feed.title + feed.url, /[\u0000-\u001f]/)
  assert.ok(feed.title.isWellFormed())
  assert.ok(feed.title.length <= 200, `${feed.title.length} characters`)
})

test('parseOpml() takes 10,000 feeds and no more, and is not slow on deep or wide files', () => {
  const wide = Array.from({ length: 10_050 }, (_, index) => `<outline xmlUrl="https://news.example/${index}"/>`)
  assert.equal(parseOpml(opmlOf(wide.join(''))).length, 10_000)
  const startedAt = performance.now()
  parseOpml(`${'<outline text="x">'.repeat(100_000)}<outline ${'a="" '.repeat(50_000)}`)
  assert.ok(performance.now() - startedAt < 5000)
})
