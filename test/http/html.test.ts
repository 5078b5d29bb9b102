import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatCursor, parseCursor } from '../../src/http/cursor.ts'
import { html, safeUrl } from '../../src/http/html.ts'
import { formatFamilies } from '../../src/http/metrics/formatFamilies.ts'
import { formatAge } from '../../src/http/pages/layout.ts'
import { parseMetrics } from './parseMetrics.ts'

test('html() escapes every value but what it made itself', () => {
  assert.equal(
    html`<b title="${'"\'`<&>'}">${'<i>'}</b>`.text,
    '<b title="&quot;&#39;&#96;&lt;&amp;&gt;">&lt;i&gt;</b>',
  )
  assert.equal(html`${html`<i>${'<'}</i>`}${['<', html`<br>`, 1]}`.text, '<i>&lt;</i>&lt;<br>1')
  assert.equal(html`a${undefined}${null}${false}${''}${0}b`.text, 'a0b')
})

test('html() lets no text end an attribute or start a tag', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      const [, value] = /^<a title="([^"]*)">([^<]*)<\/a>$/s.exec(html`<a title="${text}">${text}</a>`.text) ?? []
      assert.notEqual(value, undefined)
    }),
  )
})

test('safeUrl() passes http and https only', () => {
  assert.equal(safeUrl('https://example.org/a b'), 'https://example.org/a%20b')
  for (const url of [
    'javascript:x()',
    ' JaVaScRiPt:x()',
    'java\nscript:x()',
    'data:text/html,x',
    '//example.org',
    'file:///etc',
    '',
  ]) {
    assert.equal(safeUrl(url), undefined, url)
  }
})

test('a cursor comes back as it went, and nothing else is one', () => {
  const position = { sortAt: new Date('2026-11-21T12:00:00.123Z'), id: 'm1' }
  assert.deepEqual(parseCursor(formatCursor(position)), position)
  fc.assert(fc.property(fc.string(), (text) => parseCursor(text) === undefined))
})

test('formatFamilies() escapes labels, and writes what a strict reader reads', () => {
  const text = formatFamilies([
    {
      name: 'a_total',
      help: 'back\\slash\nline',
      type: 'counter',
      samples: [{ labels: { reason: 'x"y\\z\n' }, value: 2 }, { value: Number.POSITIVE_INFINITY }],
    },
  ])
  assert.equal(parseMetrics(text).samples.get('a_total{reason="x\\"y\\\\z\\n"}'), 2)
  assert.equal(parseMetrics(text).samples.get('a_total'), Number.POSITIVE_INFINITY)
})

test('formatAge() uses the largest unit that fits', () => {
  const now = new Date('2026-11-21T12:00:00Z')
  const ages: [number, string][] = [
    [0, '0 seconds ago'],
    [-5, '0 seconds ago'],
    [61, '1 minute ago'],
    [7_200, '2 hours ago'],
    [200_000, '2 days ago'],
  ]
  for (const [seconds, text] of ages) assert.equal(formatAge(new Date(now.getTime() - seconds * 1000), now), text)
})
