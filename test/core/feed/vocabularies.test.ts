import assert from 'node:assert/strict'
import { test } from 'node:test'
import { titleToText } from '../../../src/core/feed/htmlToText.ts'
import { parseDate } from '../../../src/core/feed/parseDate.ts'
import type { RawEntry, RawFeed } from '../../../src/core/feed/rawFeed.ts'
import { readFeed } from '../../../src/core/feed/readFeed.ts'
import { feedLimits } from './feedLimits.ts'

// Any module may stand in any format: each way to say a thing is tried in each.
const SPACES = [
  'dc10="http://purl.org/dc/elements/1.0/"',
  'dc11="http://purl.org/dc/elements/1.1/"',
  'dt="http://purl.org/dc/terms/"',
  'a3="http://purl.org/atom/ns#"',
  'a="http://www.w3.org/2005/Atom"',
  'it="http://www.itunes.com/dtds/podcast-1.0.dtd"',
  'c="http://purl.org/rss/1.0/modules/content/"',
  'h="http://www.w3.org/1999/xhtml"',
  'm="http://search.yahoo.com/mrss/"',
  'rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"',
  'en="http://purl.oclc.org/net/rss_2.0/enc#"',
]
  .map((space) => `xmlns:${space}`)
  .join(' ')
const atom = (uri: string) => (feed: string, entry: string) =>
  `<feed xmlns="${uri}" ${SPACES}>${feed}<entry>${entry}</entry></feed>`
const rdf = (uri: string) => (feed: string, entry: string) =>
  `<rdf:RDF xmlns="${uri}" ${SPACES}><channel>${feed}</channel><item>${entry}</item></rdf:RDF>`
const rss = (version: string) => (feed: string, entry: string) =>
  `<rss version="${version}" ${SPACES}><channel>${feed}<item>${entry}</item></channel></rss>`
const FORMATS = {
  'Atom 1.0': atom('http://www.w3.org/2005/Atom'),
  'Atom 0.3': atom('http://purl.org/atom/ns#'),
  'RSS 0.90': rdf('http://my.netscape.com/rdf/simple/0.9/'),
  'RSS 1.0': rdf('http://purl.org/rss/1.0/'),
  'RSS 0.91': rss('0.91'),
  'RSS 0.92': rss('0.92'),
  'RSS 2.0': rss('2.0'),
}

const each = (names: string, value: string) => names.split(' ').map((name) => `<${name}>${value}</${name}>`)
const TITLES = each('dc10:title dc11:title a3:title a:title it:title', 'Votes')
const LINKS = [
  '<a:link href="https://x.example/1"/>',
  '<a3:link rel="alternate" type="text/html" href="https://x.example/1"/>',
]
const AUTHORS = [
  ...each('dc10:creator dc11:creator it:author', 'Votes'),
  '<a:author><a:name>Votes</a:name></a:author>',
  '<a3:author><a3:name>Votes</a3:name></a3:author>',
]
const SUBJECTS = [...each('dc10:subject dc11:subject', 'Votes'), '<a:category term="Votes"/>']

const OF_FEED = {
  title: TITLES,
  description: each('dc10:description dc11:description a3:tagline a:subtitle it:summary it:subtitle', 'Votes'),
  language: each('dc10:language dc11:language', 'en'),
  link: LINKS,
  author: AUTHORS,
  category: [...SUBJECTS, '<it:category text="Votes"/>'],
  image: [...each('a:logo a:icon', 'https://x.example/1'), '<it:image href="https://x.example/1"/>'],
  date: each('dc11:date a:updated a3:modified dt:modified', '2006-10-01T15:47:34Z'),
}
const OF_ENTRY = {
  title: [...TITLES, ...each('m:title', 'Votes')],
  summary: each('dc10:description dc11:description a3:summary a:summary it:summary it:subtitle m:description', 'Votes'),
  content: [...each('c:encoded a:content a3:content h:div', 'Votes'), '<h:body><h:p>Votes</h:p></h:body>'],
  language: each('dc10:language dc11:language', 'en'),
  link: LINKS,
  author: AUTHORS,
  category: [...SUBJECTS, ...each('m:category dt:subject', 'Votes'), '<it:keywords>a, Votes</it:keywords>'],
  date: each(
    'dc10:date dc11:date a:published a:updated a3:issued a3:created a3:modified dt:created dt:issued dt:modified',
    '2006-10-01T15:47:34Z',
  ),
  id: each('a:id a3:id dc10:identifier dc11:identifier', 'urn:1'),
  enclosure: [
    '<a:link rel="enclosure" href="https://x.example/1"/>',
    '<m:content url="https://x.example/1"/>',
    '<m:group><m:content url="https://x.example/1"/></m:group>',
    '<en:enclosure rdf:resource="https://x.example/1" en:type="audio/mpeg" en:length="6"/>',
  ],
  image: [
    '<m:thumbnail url="https://x.example/1"/>',
    '<it:image href="https://x.example/1"/>',
    '<m:content url="https://x.example/1" medium="image"/>',
    '<m:content url="https://x.example/1" type="image/png"/>',
    '<en:enclosure rdf:resource="https://x.example/1" en:type="image/png"/>',
  ],
}

for (const [format, write] of Object.entries(FORMATS)) {
  for (const [field, ways] of Object.entries(OF_FEED)) {
    test(`readFeed() finds the ${field} of a feed in ${format}, in ${ways.length} vocabularies`, async () => {
      for (const way of ways) assertFound(await read(write(way, '')), field, way)
    })
  }
  for (const [field, ways] of Object.entries(OF_ENTRY)) {
    test(`readFeed() finds the ${field} of an entry in ${format}, in ${ways.length} vocabularies`, async () => {
      for (const way of ways) assertFound((await read(write('', way))).entries[0]!, field, way)
    })
  }
}

const read = (xml: string) => readFeed({ body: Buffer.from(xml), url: 'https://x.example/feed' }, feedLimits)

const EXPECTED: Readonly<Record<string, string>> = {
  language: 'en',
  link: 'https://x.example/1',
  image: 'https://x.example/1',
  enclosure: 'https://x.example/1',
  id: 'urn:1',
  date: '2006-10-01T15:47:34.000Z',
}

function assertFound(level: RawFeed | RawEntry, field: string, way: string): void {
  const { published, enclosures, description, summary, content, id } = level as Partial<RawEntry & RawFeed>
  const texts = { title: level.title, description, summary, content }
  const found: Record<string, string | undefined> = {
    language: level.language,
    link: level.link,
    image: level.image,
    enclosure: enclosures?.[0]?.url,
    id,
    date: parseDate(published ?? level.updated ?? '')?.date.toISOString(),
    author: level.authors[0]?.name,
    category: level.categories.at(-1),
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text && titleToText(text.html, 100)])),
  }
  assert.equal(found[field], EXPECTED[field] ?? 'Votes', way)
}
