import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hostKey } from '../../../src/core/url/hostKey.ts'
import { mapMirrors } from '../../../src/core/url/mapMirrors.ts'
import { normalizeUrl } from '../../../src/core/url/normalizeUrl.ts'
import { urlKey } from '../../../src/core/url/urlKey.ts'

const keyOf = (url: string) => urlKey(normalizeUrl(url)!)

const same: readonly [string, string][] = [
  ['http://example.org/a', 'https://www.example.org/a/'],
  ['https://m.example.co.uk/a', 'https://example.co.uk/a'],
  ['https://amp.example.org/a', 'https://example.org/a/amp/'],
  ['https://example.org/a.amp.html', 'https://example.org/a.html'],
  ['https://example.org/a?outputType=amp', 'https://example.org/a'],
  ['https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a/amp', 'https://example.org/a'],
  ['https://example.org/a?x=1&y=2', 'https://example.org/a?y=2&x=1'],
  ['https://example.org/a?ref=twitter', 'https://example.org/a'],
  ['https://example.org/dir/index.html', 'https://example.org/dir/'],
  ['https://example.org//a', 'https://example.org/a'],
]

const different: readonly [string, string][] = [
  ['https://example.org/a', 'https://example.org/A'],
  ['https://sports.example.org/a', 'https://news.example.org/a'],
  ['https://example.org/a?id=1', 'https://example.org/a?id=2'],
  ['https://example.org/a?ref=12345', 'https://example.org/a?ref=54321'],
  ['https://example.org/a?cid=77', 'https://example.org/a?cid=78'],
  ['https://example.org/a?page=2', 'https://example.org/a'],
  ['https://www.gov.uk/a', 'https://www.gov.it/a'],
  ['https://example.org/ample', 'https://example.org/le'],
  ['https://example.org:8080/a', 'https://example.org/a'],
]

for (const [a, b] of same) {
  test(`urlKey() is the same for ${a} and ${b}`, () => assert.equal(keyOf(a), keyOf(b)))
}

for (const [a, b] of different) {
  test(`urlKey() keeps ${a} and ${b} apart`, () => assert.notEqual(keyOf(a), keyOf(b)))
}

test('hostKey() is the registrable domain', () => {
  assert.equal(hostKey('https://news.example.co.uk/a'), 'example.co.uk')
  assert.equal(hostKey('https://example.org:8443/'), 'example.org')
})

test('hostKey() tells apart what the settings tell it to', () => {
  const url = 'https://a.github.io/x'
  assert.equal(hostKey(url), 'github.io')
  assert.equal(hostKey(url, 'privateDomain'), 'a.github.io')
  assert.equal(hostKey('https://www.a.github.io/x', 'privateDomain'), 'a.github.io')
  assert.equal(hostKey('https://news.example.org/x', 'host'), 'news.example.org:443')
})

test('hostKey() is host and port where there is no registrable domain', () => {
  assert.equal(hostKey('http://127.0.0.1:8080/'), '127.0.0.1:8080')
  assert.equal(hostKey('https://[2001:db8::1]/'), '[2001:db8::1]:443')
  assert.equal(hostKey('http://localhost/'), 'localhost:80')
})

test('urlKey() takes a mirror for the host that it mirrors, and a language edition for itself', () => {
  const mirrors = mapMirrors([
    { homepage: 'https://www.example.org/news', mirrors: ['example.co.uk', 'mirror.example.net'] },
    { homepage: 'https://edition.example.com', mirrors: ['example.com'] },
    { homepage: 'https://other.example' },
  ])
  const key = (url: string) => urlKey(url, mirrors)
  const home = key('https://www.example.org/a')
  assert.equal(home, 'example.org/a')
  for (const url of [
    'https://www.example.co.uk/a',
    'https://m.example.co.uk/a/',
    'http://mirror.example.net/a?utm_id=1',
  ]) {
    assert.equal(key(normalizeUrl(url)!), home, url)
  }
  assert.equal(key('https://www.example.com/a'), 'edition.example.com/a')
  for (const url of ['https://ru.example.org/a', 'https://fr.mirror.example.net/a', 'https://example.net/a']) {
    assert.notEqual(key(url), home, url)
  }
})
