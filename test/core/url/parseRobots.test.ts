import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DISALLOW_ALL, findCrawlDelayMs, isAllowed, parseRobots } from '../../../src/core/url/parseRobots.ts'

const may = (text: string, path: string, product = 'claimwire') =>
  isAllowed(parseRobots(text), product, `https://example.org${path}`)

const cases: readonly [string, string, string, boolean][] = [
  ['nothing is forbidden by an empty file', '', '/a', true],
  ['everything is forbidden to everybody', 'User-agent: *\nDisallow: /', '/a', false],
  ['an empty rule forbids nothing', 'User-agent: *\nDisallow:', '/a', true],
  ['robots.txt itself is always allowed', 'User-agent: *\nDisallow: /', '/robots.txt', true],
  ['the longest rule decides', 'User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', true],
  ['of two rules of one length the kind one decides', 'User-agent: *\nDisallow: /a\nAllow: /a', '/a', true],
  ['our own group counts alone', 'User-agent: *\nDisallow: /\n\nUser-agent: Claimwire/1.0\nDisallow: /x', '/a', true],
  [
    'our groups count together',
    'User-agent: claimwire\nDisallow: /a\nUser-agent: other\nDisallow: /\nUser-agent: claimwire\nDisallow: /b',
    '/b',
    false,
  ],
  ['agents in a row share their rules', 'User-agent: other\nUser-agent: claimwire\nDisallow: /a', '/a', false],
  ['another name that begins like ours is another', 'User-agent: claim\nDisallow: /', '/a', true],
  ['a star stands for anything', 'User-agent: *\nDisallow: /*/print*.php', '/a/b/print2.php?x=1', false],
  ['a dollar ends the address', 'User-agent: *\nDisallow: /*.php$', '/a.php?x', true],
  ['a dollar ends the address, here too', 'User-agent: *\nDisallow: /*.php$', '/a.php', false],
  ['a dollar inside is a dollar', 'User-agent: *\nDisallow: /a$b', '/a$bc', false],
  ['the query is part of the address', 'User-agent: *\nDisallow: /*?print=', '/a?print=1', false],
  ['case counts in paths', 'User-agent: *\nDisallow: /A', '/a', true],
  ['escapes are compared as octets', 'User-agent: *\nDisallow: /é/%7Ex', '/%c3%a9/~x/1', false],
  [
    'comments and blanks are passed over',
    '\ufeff# hi\r\n USER-AGENT : * # all\r\n disallow : /a # this\r\n',
    '/a',
    false,
  ],
  ['rules before the first group belong to nobody', 'Disallow: /\nUser-agent: *\nDisallow: /b', '/a', true],
]

for (const [name, text, path, expected] of cases) {
  test(`isAllowed(): ${name}`, () => assert.equal(may(text, path), expected))
}

test('isAllowed() forbids everything where robots.txt cannot be reached', () => {
  assert.equal(isAllowed(DISALLOW_ALL, 'claimwire', 'https://example.org/a'), false)
})

test('parseRobots() reads delays and sitemaps, whichever group they stand in', () => {
  const robots = parseRobots(
    'Sitemap: https://example.org/s.xml\nUser-agent: *\nCrawl-delay: 2.5\nUser-agent: x\nCrawl-delay: soon',
  )
  assert.deepEqual(robots.sitemaps, ['https://example.org/s.xml'])
  assert.equal(findCrawlDelayMs(robots, 'claimwire'), 2500)
  assert.equal(findCrawlDelayMs(robots, 'x'), undefined)
})

test('isAllowed() stays quick for a hostile file', () => {
  const text = `User-agent: *\n${'Disallow: /*a*a*a*a*a*a*a*a*b\n'.repeat(50_000)}`
  const startedAt = performance.now()
  assert.equal(may(text, `/${'a'.repeat(2000)}`), true)
  assert.ok(performance.now() - startedAt < 3000)
})

test('H22 isAllowed() finds no rules in a page of HTML that is served as robots.txt', () => {
  const page =
    '<!doctype html>\n<html><head><title>Not found</title></head>\n<body><p>User-agent: * Disallow: /</p></body></html>'
  assert.ok(may(page, '/a'))
})
