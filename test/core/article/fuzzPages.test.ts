import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { PipelineError } from '../../../src/domain/error.ts'
import { extract } from './pages.ts'

// `FUZZ_RUNS=5000 node --test test/core/article/fuzzPages.test.ts` for a long run.
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 60)
const BUDGET_MS = 5000
const golden = new URL('../../golden/', import.meta.url)
const sources = readdirSync(golden, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => readFileSync(new URL(`${name}/source.html`, golden)))

/** What every page has to end in: an article whose zones fit its text, an outcome, or a reason code. */
function assertOutcome(body: Uint8Array): void {
  const started = performance.now()
  try {
    const extraction = extract(body)
    if (extraction.kind === 'article') {
      const { text, zones } = extraction.article
      assert.ok(text.isWellFormed())
      assert.doesNotMatch(text, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\n{3}|[^\n]\n[^\n]| {2}/)
      let end = 0
      for (const zone of zones) {
        assert.ok(zone.start >= end && zone.end > zone.start && zone.end <= text.length)
        end = zone.end
      }
    }
  } catch (error) {
    if (!(error instanceof PipelineError && error.code.startsWith('PAGE_'))) throw error
  }
  assert.ok(performance.now() - started < BUDGET_MS, 'over budget')
}

const snippet = fc.constantFrom(
  '<div>',
  '</div>',
  '<p>',
  '</p>',
  '<table><tr><td>',
  '</table>',
  '<a href="x">',
  '</a>',
  '<b>',
  '</i>',
  '<!--',
  '-->',
  '<script>',
  '</script>',
  '<style>',
  '<template>',
  '</template>',
  '<svg><title>',
  '<select>',
  '<li>',
  '<br><br>',
  '<h1>',
  '</h1>',
  '&#0;',
  '&#xD800;',
  '\u0000',
  '<body hidden>',
  '<html lang="xx">',
  '<title>',
  '<textarea>',
  '<plaintext>',
  '<![CDATA[',
  ']]>',
  '<?xml ?>',
  '<p style="display:none">',
  '\ufeff',
  '\u202e',
  '<math>',
  '</body>',
  '<frameset>',
  '"',
  "'",
  '=',
  '<x-y>',
)
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(400),
  put: snippet,
  times: fc.integer({ min: 1, max: 40 }),
})

test('extractArticle() gives an article or a reason for any mutation of a page', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...sources),
      fc.array(mutation, { minLength: 1, maxLength: 12 }),
      (source, mutations) => {
        let html = source.toString('latin1')
        for (const { at, cut, put, times } of mutations) {
          const start = Math.floor(at * html.length)
          html = html.slice(0, start) + put.repeat(times) + html.slice(start + cut)
        }
        assertOutcome(Buffer.from(html, 'latin1'))
      },
    ),
    { numRuns: RUNS },
  )
})

test('extractArticle() gives an article or a reason for any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => assertOutcome(bytes)),
    { numRuns: RUNS },
  )
})

test('extractArticle() gives an article or a reason for any pile of tags', () => {
  const pile = fc.array(fc.oneof(snippet, fc.string({ maxLength: 40 })), { maxLength: 300 })
  fc.assert(
    fc.property(pile, (parts) => assertOutcome(Buffer.from(parts.join('')))),
    { numRuns: RUNS },
  )
})
