// The fast path beside the DOM of record, on every fourth conformance page: `LIGHT_DOM_STEP=1` for all of them.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { compareTrees } from '../core/article/compareTrees.ts'

const folder = new URL('../../../shared/conformance/pages/html/', import.meta.url)
const skip = existsSync(folder) ? false : 'skipped: the conformance pages are not beside the project'
const STEP = Number(process.env['LIGHT_DOM_STEP'] ?? 4)
const LIKE = 0.98
const FLOOR = 0.98

test(`Readability chooses the same words on the light tree as on jsdom’s, on ${FLOOR * 100} % of pages`, {
  skip,
}, () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.html.gz'))
  const different: string[] = []
  let compared = 0
  for (const name of names.sort().filter((_, index) => index % STEP === 0)) {
    const body = gunzipSync(readFileSync(new URL(name, folder)))
    const comparison = compareTrees(body, `https://pages.example/${name}`, 'text/html')
    if (!comparison) continue
    compared += 1
    if (comparison.likeness < LIKE) different.push(`${name} ${JSON.stringify(comparison)}`)
  }
  console.log(`${compared - different.length} of ${compared} pages alike`, ...different)
  assert.ok(compared * STEP >= names.length * 0.9, `${compared} pages compared`)
  assert.ok(compared - different.length >= compared * FLOOR)
})
