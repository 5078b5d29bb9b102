// The conformance suites beside the project, spoken to through the contracts in test/gate, held to floors.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { tempDir } from '../helpers/tempDir.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const suites = fileURLToPath(new URL('../../../shared/conformance/', import.meta.url))
const skip = existsSync(suites) ? false : 'skipped: the conformance suites are not beside the project'

const FEED_FLOOR = 98.5
const PAGE_FLOORS = { wcxb: 0.93, traf: 0.93, dates: 85 }

describe('conformance', { skip }, () => {
  it(`feeds: ${FEED_FLOOR} % of all checks, no crash`, async () => {
    await using results = await tempDir()
    const ran = await run('feeds/run.mjs', ['--name', 'claimwire', '--cmd', contract('feedCli.ts')], results.path)
    assert.match(ran, /"restarts":0/)
    const scored = await run('feeds/score.mjs', ['claimwire'], results.path)
    console.log(scored)
    assert.ok(numberIn(scored, /([\d.]+) \(\d+\/\d+\)/) >= FEED_FLOOR)
  })

  it('polling: every scenario of the lab', async () => {
    const lab = await run('poll/lab.mjs', ['--cmd', contract('pollCli.ts')])
    const [, passed, all] = /poll-lab: (\d+)\/(\d+)/.exec(lab) ?? []
    assert.equal(passed, all, lab)
  })

  it('pages: the floors of text and dates, every page answered', async () => {
    const measured = await run('pages/run.mjs', ['--cmd', contract('extractCli.ts')])
    console.log(measured)
    assert.ok(numberIn(measured, /wcxb_art: .*?, f1 ([\d.]+)/) >= PAGE_FLOORS.wcxb)
    assert.ok(numberIn(measured, /traf: .*?segF1 ([\d.]+)/) >= PAGE_FLOORS.traf)
    assert.ok(numberIn(measured, /dates: .*?\(([\d.]+) %\)/) >= PAGE_FLOORS.dates)
    assert.match(measured, /answered (\d+)\/\1 /)
  })
})

const contract = (script: string) => `${process.execPath} test/gate/${script}`

async function run(script: string, options: readonly string[], results?: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [suites + script, ...options], {
    cwd: ROOT,
    env: { ...process.env, ...(results === undefined ? {} : { RESULTS: results }) },
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
}

function numberIn(text: string, pattern: RegExp): number {
  return Number(pattern.exec(text)?.[1] ?? Number.NaN)
}
