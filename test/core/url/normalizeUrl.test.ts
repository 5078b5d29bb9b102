import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalizeUrl } from '../../../src/core/url/normalizeUrl.ts'

test('normalizeUrl() gives scheme, host, port and escapes their one spelling', () => {
  assert.equal(normalizeUrl(' HTTPS://News.Example.ORG:443/a%7eb/%e2?q=%2f '), 'https://news.example.org/a~b/%E2?q=%2F')
  assert.equal(normalizeUrl('http://example.org'), 'http://example.org/')
  assert.equal(normalizeUrl('http://example.org./a'), 'http://example.org/a')
})

test('normalizeUrl() removes fragments, session ids and tracking parameters, and keeps all else in its order', () => {
  assert.equal(
    normalizeUrl('https://example.org/a;jsessionid=1F?b=2&utm_source=rss&A=1&fbclid=x#top'),
    'https://example.org/a?b=2&A=1',
  )
  assert.equal(normalizeUrl('https://example.org/a?utm_medium=x'), 'https://example.org/a')
  assert.equal(normalizeUrl('https://example.org/a?id=7&sid=9&ref=front'), 'https://example.org/a?id=7&sid=9&ref=front')
})

test('normalizeUrl() resolves a relative address when there is a base', () => {
  assert.equal(normalizeUrl('../b?c=1', 'https://example.org/a/x'), 'https://example.org/b?c=1')
  assert.equal(normalizeUrl('../b'), undefined)
})

test('normalizeUrl() gives nothing for what cannot be fetched', () => {
  const bad = [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'mailto:a@example.org',
    'http://',
    '',
    '   ',
  ]
  for (const url of [...bad, 'https://user:pass@example.org/', `https://example.org/${'a'.repeat(9000)}`]) {
    assert.equal(normalizeUrl(url), undefined, url.slice(0, 40))
  }
})

test('normalizeUrl() writes an international name in punycode', () => {
  assert.equal(normalizeUrl('https://аpple.example/'), 'https://xn--pple-43d.example/')
})

test('normalizeUrl() changes nothing when applied again', () => {
  for (const url of ['http://Example.org/%7Ea?utm_source=x&b=%c3%a9', 'https://example.org/a?b&c=&d=1']) {
    const once = normalizeUrl(url)!
    assert.equal(normalizeUrl(once), once)
  }
})
