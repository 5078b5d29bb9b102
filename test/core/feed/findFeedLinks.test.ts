import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findFeedLinks } from '../../../src/core/feed/findFeedLinks.ts'

const page = 'https://news.example.org/section/page.html'
const found = (html: string, source: string) =>
  findFeedLinks(html, page)
    .filter((link) => link.source === source)
    .map(({ url }) => url)

test('findFeedLinks() finds what a page declares, first and in order', () => {
  const html = `<head><link rel="alternate" type="application/rss+xml" title="All &amp; more" href="/all.xml">
    <link rel='stylesheet alternate' type="application/atom+xml" href="atom"><LINK REL=ALTERNATE TYPE="application/feed+json" HREF=feed.json></head>`
  const [first] = findFeedLinks(html, page)
  assert.deepEqual(first, { url: 'https://news.example.org/all.xml', title: 'All & more', source: 'declared' })
  assert.deepEqual(found(html, 'declared'), [
    'https://news.example.org/all.xml',
    'https://news.example.org/section/atom',
    'https://news.example.org/section/feed.json',
  ])
})

test('findFeedLinks() resolves against the base of the page', () => {
  const html = '<base href="https://b.example.org/x/"><link rel="alternate" type="text/xml" href="f">'
  assert.deepEqual(found(html, 'declared'), ['https://b.example.org/x/f'])
})

test('findFeedLinks() passes over other languages, APIs, styles and scripts', () => {
  const html = `<link rel="alternate" hreflang="fr" href="/fr"><link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
    <link rel="stylesheet" type="text/css" href="/rss.css"><link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
    <link rel="alternate" type="application/json+oembed" href="/oembed"><link rel="alternate" type="text/html" href="/m">`
  assert.deepEqual(found(html, 'declared'), [])
})

test('findFeedLinks() finds links that look like feeds, and then guesses', () => {
  const html = '<a href="/rss/world.xml">World</a><a href="/about">About</a><a href="/freed">Freed</a>'
  assert.deepEqual(found(html, 'linked'), ['https://news.example.org/rss/world.xml'])
  assert.ok(found('', 'guessed').includes('https://news.example.org/feed'))
})

test('findFeedLinks() gives each address once, and not without end', () => {
  const declared = '<link rel="alternate" type="application/rss+xml" href="/feed">'
  const html = `${declared}${declared}<a href="/feed">x</a>`
  assert.equal(findFeedLinks(html, page).filter(({ url }) => url.endsWith('/feed')).length, 1)
  const many = Array.from({ length: 10_000 }, (_, i) => `<a href="/rss/${i}">x</a>`).join('')
  assert.ok(findFeedLinks(many, page).length <= 60)
})
