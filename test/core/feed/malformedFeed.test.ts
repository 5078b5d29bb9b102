import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseText, rss } from './parseText.ts'

const A = '<item><title>A</title><link>https://news.example.org/a</link></item>'
const B = '<item><title>B</title><link>https://news.example.org/b</link></item>'

const survived: Readonly<Record<string, string>> = {
  'a comment before the XML declaration': `<!-- cached -->${rss(A + B)}`,
  'blank lines and a warning of PHP before the root': `\n\n<br />\n<b>Warning</b>: x in <b>/a.php</b><br />\n${rss(A + B)}`,
  'a script before the root': `<script>var a = 1</script>${rss(A + B)}`,
  'text and a script behind the root': `${rss(A + B)}Notice: <script>1</script>`,
  'a second feed behind the first': rss(A + B) + rss('<item><title>C</title></item>'),
  'a missing end of the channel': rss(A + B).replace('</channel>', ''),
  'a missing end of the document': rss(A + B).replace('</channel></rss>', ''),
  'entries without an end tag': rss(A + B).replaceAll('</item>', ''),
  'titles without an end tag': rss(A + B).replaceAll('</title>', ''),
  'a misspelt end tag': rss(A + B).replaceAll('</title>', '</titel>'),
  'an attribute twice and one without quotes': rss(A + B).replace('<item>', '<item a="1" a="2" b=c>'),
  'a stylesheet with a script address': `<?xml-stylesheet href="javascript:alert(1)"?>${rss(A + B)}`,
  'an unknown version': rss(A + B).replace('version="2.0"', 'version="9.9"'),
  'upper-case names': rss(A + B)
    .replaceAll('item>', 'ITEM>')
    .replaceAll('title>', 'Title>'),
  'a DOCTYPE': rss(A + B).replace(
    '<rss',
    '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://n.example/rss.dtd"><rss',
  ),
  'items behind the channel': rss('').replace('</channel>', `</channel>${A}${B}`),
  'a prefix on RSS itself': rss(A + B)
    .replace(/<(\/?)(rss|channel|item|title|link)/g, '<$1r:$2')
    .replace('<r:rss', '<r:rss xmlns:r="http://purl.org/rss/1.0/"'),
}

for (const [name, text] of Object.entries(survived)) {
  test(`parseFeed() reads a feed with ${name}`, async () => {
    const { entries } = await parseText(text)
    assert.deepEqual(
      entries.map(({ title, link }) => [title, link]),
      [
        ['A', 'https://news.example.org/a'],
        ['B', 'https://news.example.org/b'],
      ],
    )
  })
}

test('parseFeed() keeps the entries before a cut, and says that it was cut', async () => {
  const { entries, flags } = await parseText(
    `${rss(A)}`.replace('</channel></rss>', '<item><title>Whole</title><link>https://news.exa'),
  )
  assert.deepEqual(flags, ['truncated'])
  assert.equal(entries[0]?.link, 'https://news.example.org/a')
  assert.equal(entries[1]?.title, 'Whole')
  assert.equal(entries[1]?.link, undefined)
})

const titles: Readonly<Record<string, string>> = {
  'AT&T wins': 'AT&T wins',
  'AT&amp;T wins': 'AT&T wins',
  '<![CDATA[AT&amp;T wins]]>': 'AT&T wins',
  'AT&amp;amp;T wins': 'AT&T wins',
  'Vote &#55357;&#56832; now': 'Vote 😀 now',
  'Vote &eacute;t&eacute;': 'Vote été',
  '5 < 6 votes': '5 < 6 votes',
  '5 <6 votes': '5 <6 votes',
  'Vote <b>now</b>': 'Vote now',
  'Vote &lt;b&gt;now&lt;/b&gt;': 'Vote now',
  '<![CDATA[Code ]]]]><![CDATA[> end]]>': 'Code ]]> end',
  'zero&#0;byte': 'zero\ufffdbyte',
  ' two\n  lines ': 'two lines',
}

for (const [written, expected] of Object.entries(titles)) {
  test(`parseFeed() reads the title "${written.replace(/\s+/g, ' ')}"`, async () => {
    const feed = await parseText(rss(`<item><title>${written}</title><link>https://news.example.org/a</link></item>`))
    assert.equal(feed.entries[0]?.title, expected)
    assert.equal(feed.entries[0]?.link, 'https://news.example.org/a')
  })
}

test('parseFeed() expands the entities of the document, and HTML entities that nobody declared', async () => {
  const text = `<!DOCTYPE rss [<!ENTITY org "ACME"><!ENTITY dash2 "—">]>${rss('<item><title>&org; &dash2; &nbsp;end &what;</title></item>').replace(/^<\?xml.*?\?>/, '')}`
  assert.equal((await parseText(text)).entries[0]?.title, 'ACME — end &what;')
})

test('parseFeed() is not confused by titles of pictures, media and podcasts', async () => {
  const feed = await parseText(
    rss(
      '<item><media:content url="https://x.example/i.jpg"><media:title>Photo</media:title></media:content><media:title>P</media:title><title>Real</title></item>',
      '<image><title>Logo</title><link>https://logo.example/</link><url>https://logo.example/i.png</url></image>',
    ),
  )
  assert.equal(feed.title, 'News')
  assert.equal(feed.homepage, 'https://news.example.org/')
  assert.equal(feed.entries[0]?.title, 'Real')
})

test('parseFeed() reads paragraphs that never end', async () => {
  const text = rss(`<item><description>${'<p>x'.repeat(1000)}</description><title>A</title></item>`)
  const [entry] = (await parseText(text)).entries
  assert.equal(entry?.title, 'A')
  assert.equal(entry?.summary?.split('\n').length, 1000)
})

const jsonFeed = (items: string) => `{"version":"https://jsonfeed.org/version/1.1","title":"News","items":[${items}]}`
const mended: Readonly<Record<string, string>> = {
  'commas before an end': jsonFeed('{"id":"a","title":"A,]",},{"id":"b","title":"B\\"",} , '),
  'raw line breaks and tabs in its texts': jsonFeed('{"id":"a","title":"A,]\t"},{"id":"b","title":"\nB\\""}'),
  'something behind it': `${jsonFeed('{"id":"a","title":"A,]"},{"id":"b","title":"B\\""}')}<script>1</script>`,
  'a cut tail': jsonFeed('{"id":"a","title":"A,]"},{"id":"b","title":"B\\"","url":"https://').replace(/\]\}$/, ''),
}

for (const [name, text] of Object.entries(mended)) {
  test(`parseFeed() reads a JSON Feed with ${name}`, async () => {
    const { entries, flags } = await parseText(text)
    assert.deepEqual(
      entries.map(({ guid, title }) => [guid, title]),
      [
        ['a', 'A,]'],
        ['b', 'B"'],
      ],
    )
    assert.deepEqual(flags, name === 'a cut tail' ? ['truncated'] : [])
  })
}

test('parseFeed() gives up JSON that is cut before its first entry, or that is no JSON at all', async () => {
  for (const text of [jsonFeed('{"id"').replace(/\]\}$/, ''), '{"items":[}', '{version: 1, items: []}', '{"a":"']) {
    await assert.rejects(parseText(text), { code: 'FEED_MALFORMED' }, text)
  }
})
