import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { findPatterns, whySlow } from './findSlowPatterns.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

const SLOW = [
  '(\\w+ly)*\\s*denied',
  '(a+)+',
  '(?:a|b*)+c',
  'a*a*',
  '\\s*\\s+',
  'a.*b.*c',
  '[a-z]+\\d*[a-z]+',
  '(a{2,})*',
]
const FAST = ['^\\w+\\s+\\w+$', 'a?a+b', '(?:-[a-z]+)*', '\\([^()]*\\)', '[^:]*:[^:]*', '\\d{1,2}\\d{2}', '(?<=a)b+c+']

for (const source of SLOW) {
  test(`${source} is slow`, () => assert.ok(whySlow(source, 'u')))
}

for (const source of FAST) {
  test(`${source} is fast`, () => assert.equal(whySlow(source, 'u'), undefined))
}

/** Outside the tagger, older than this check: their inputs (addresses, dates, heads of documents, lines) have limits of their own. */
const ELSEWHERE = new Set([
  String.raw`src/core/url/parseRobots.ts ^\s*([^:#]+?)\s*:\s*([^#]*)`,
  String.raw`src/core/url/urlKey.ts ^https?:\/\/[^/]+\.cdn\.ampproject\.org\/[a-z]\/(s\/)?([^/]+\.[^/]+\/.*)$`,
  String.raw`src/core/url/urlKey.ts ^https?:\/\/(?:www\.)?google\.[a-z.]+\/amp\/(s\/)?([^/]+\.[^/]+\/.*)$`,
  String.raw`src/core/feed/decodeFeed.ts charset\s*=\s*["']?\s*([^\s"';]+)`,
  String.raw`src/core/feed/decodeFeed.ts <\?xml[^>]*?\sencoding\s*=\s*["']\s*([^"'\s>]+)`,
  String.raw`src/core/feed/parseIsoDate.ts ^(?<hour>\d{1,2})(?::?(?<minute>\d{2})(?::?(?<second>\d{2})(?:[.,:]\d+)?)?)?\s*(?<half>[ap]m)?\s*(?<zone>z|[a-z/]{2,9}|(?:gmt|utc)?[+-]\d{1,2}(?::?\d{2})?z?)?$`,
  String.raw`src/core/feed/parsePerson.ts [^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+`,
  String.raw`src/core/feed/resolveLink.ts [\t\n\r]+\s*`,
  String.raw`src/core/feed/resolveLink.ts ^www\.[^/]+\.[a-z]{2,}`,
  String.raw`src/core/article/decodePage.ts <html[^>]*\slang\s*=\s*["']?([a-z]{2})`,
  String.raw`src/core/article/decodePage.ts charset\s*=\s*["']?\s*([^\s"';>]+)`,
  String.raw`src/core/article/decodePage.ts ^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)`,
  String.raw`src/core/article/findAuthors.ts \s*(?:,|;|\||\/| & | and | und | et | y | e | och | en )\s*`,
  String.raw`src/core/article/parseJsonLd.ts (?:-->|\/\/\s*\]\]>|\]\]>)\s*;?\s*$`,
])

test('no regular expression of the tagger repeats inside a repetition or beside one like it, nor a new one elsewhere', () => {
  const problems = globSync('{src,config,workers}/**/*.ts', { cwd: root }).flatMap((path) =>
    findPatterns(readFileSync(root + path, 'utf8')).flatMap(({ source, flags }) => {
      const name = `${path.replaceAll(sep, '/')} ${source}`
      const why = ELSEWHERE.has(name) ? undefined : whySlow(source, flags)
      return why === undefined ? [] : [`${name}: ${why}`]
    }),
  )

  assert.deepEqual(problems, [])
})
