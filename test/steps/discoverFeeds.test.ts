import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PipelineError } from '../../src/domain/error.ts'
import { discoverFeeds } from '../../src/steps/discoverFeeds.ts'
import { NOW } from './visits.ts'

/** A site: path → body. A body that begins with `feed` is one, any other a page. */
async function discover(site: Readonly<Record<string, string>>, maxFound = 5, path = '/') {
  const asked: string[] = []
  const tried: string[] = []
  const found = await discoverFeeds(`https://news.example${path}`, maxFound, {
    fetchDocument: async (url) => {
      const { pathname } = new URL(url)
      asked.push(pathname)
      const body = site[pathname]
      if (body === undefined) throw new PipelineError('FETCH_GONE', `Cannot fetch "${url}": status is 404`)
      return { url, finalUrl: url, status: 200, headers: {}, body: Buffer.from(body), fetchedAt: NOW }
    },
    parseFeed: async ({ body }) => {
      const text = Buffer.from(body).toString()
      if (!text.startsWith('feed')) throw new PipelineError('FEED_HTML', 'Cannot parse it: it is a page')
      return { format: 'rss', title: text, entries: [], flags: [] }
    },
    onTry: (link) => void tried.push(link.source),
  })
  return { found: found.map((one) => `${one.source} ${new URL(one.url).pathname}`), asked, tried }
}

const declare = (...paths: string[]) =>
  `<html><head>${paths.map((path) => `<link rel="alternate" type="application/rss+xml" href="${path}">`).join('')}</head></html>`

test('discoverFeeds() takes an address that is a feed for what it is', async () => {
  assert.deepEqual(await discover({ '/': 'feed' }), { found: ['itself /'], asked: ['/'], tried: [] })
})

test('discoverFeeds() finds the feeds that a page declares, passes over those that do not answer, and guesses nothing', async () => {
  const { found, asked } = await discover({
    '/': declare('/gone', '/a', '/page', '/b'),
    '/a': 'feed',
    '/b': 'feed',
    '/page': 'x',
  })
  assert.deepEqual(found, ['declared /a', 'declared /b'])
  assert.deepEqual(asked, ['/', '/gone', '/a', '/page', '/b'])
})

test('discoverFeeds() stops when it has enough', async () => {
  const { found, asked } = await discover({ '/': declare('/a', '/b'), '/a': 'feed', '/b': 'feed' }, 1)
  assert.deepEqual([found, asked], [['declared /a'], ['/', '/a']])
})

test('discoverFeeds() looks where feeds often lie when a page names none, and takes the first', async () => {
  const { found, tried } = await discover({ '/': '<p>A page</p>', '/rss.xml': 'feed', '/atom.xml': 'feed' })
  assert.deepEqual(found, ['guessed /rss.xml'])
  assert.ok(tried.every((source) => source === 'guessed'))
})

test('discoverFeeds() gives up after a bounded number of addresses', async () => {
  const many = Array.from({ length: 100 }, (_, index) => `/f${index}`)
  const { found, asked } = await discover({ '/': declare(...many) })
  assert.deepEqual(found, [])
  assert.ok(asked.length <= 16)
})

test('discoverFeeds() lets the failure of the address itself rise', async () => {
  await assert.rejects(discover({}), { code: 'FETCH_GONE' })
})
