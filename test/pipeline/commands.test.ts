import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Newsstand, openNewsstand } from '../../src/demo/openNewsstand.ts'
import { MAIN, runCli } from '../cli/runCli.ts'
import { tempDir } from '../helpers/tempDir.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

// The commands that an operator calls, one after the other, on one data directory.
describe('the commands over a newsstand', () => {
  let directory: Awaited<ReturnType<typeof tempDir>>
  let stand: Newsstand
  let variables: Record<string, string>

  before(async () => {
    directory = await tempDir()
    stand = await openNewsstand()
    const configDir = path.join(directory.path, 'config')
    await cp(path.join(ROOT, 'config'), configDir, { recursive: true })
    await writeFile(path.join(configDir, 'outlets.json'), JSON.stringify({ version: '1', outlets: stand.outlets }))
    await writeFile(path.join(configDir, 'feeds.json'), JSON.stringify({ version: '1', feeds: stand.feeds }))
    variables = {
      CLAIMWIRE_DATA_DIR: path.join(directory.path, 'data'),
      CLAIMWIRE_CONFIG_DIR: configDir,
      CLAIMWIRE_ALLOW_PRIVATE: new URL(stand.origin).host,
      CLAIMWIRE_HOST_GAP_MS: '0',
      CLAIMWIRE_HTTP_PORT: '0',
    }
  })
  after(async () => {
    await stand?.close()
    await directory?.[Symbol.asyncDispose]()
  })

  const call = (...words: string[]) => runCli(words, variables)

  it('run --once ingests what is due, and says with 3 that something was set aside', async () => {
    const { code, stdout } = await call('--json', 'run', '--once')
    const { run, open } = JSON.parse(stdout)
    assert.equal(code, 3)
    assert.equal(open, 0)
    assert.equal(run.entries.seen, run.entries.new + run.entries.known + run.entries.skipped)
    const setAside = run.visits.find((visit: { outcome: string }) => visit.outcome === 'set_aside')
    assert.deepEqual(setAside, { outcome: 'set_aside', reason: 'FETCH_GONE', count: 2 })
  })

  it('run --once has nothing to do right after', async () => {
    const { code, stdout } = await call('run', '--once')
    assert.deepEqual([code, stdout], [0, 'nothing was due\n'])
  })

  it('records export gives the same records as lines of JSON and of CSV', async () => {
    const ndjson = (await call('records', 'export')).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id)
    const csv = (await call('records', 'export', '--format', 'csv')).stdout.trimEnd().split('\n')
    assert.ok(ndjson.length > 20)
    const lines = csv.filter((line) => /^m[0-9a-f]{24},/.test(line))
    assert.deepEqual(
      lines.map((line) => line.split(',')[0]),
      ndjson,
    )
  })

  it('setaside show and replay refuse an id that is not open', async () => {
    const unknown = '999999'
    for (const command of ['show', 'replay']) {
      const { code, stderr } = await call('setaside', command, unknown)
      assert.equal(code, 2)
      assert.match(stderr, /Cannot (show|replay).*"999999".*none/)
    }
    const [first] = (await call('--json', 'setaside', 'list', '--limit', '1')).stdout.trimEnd().split('\n')
    const { id } = JSON.parse(first!)
    assert.equal(JSON.parse((await call('setaside', 'show', id)).stdout).id, id)
  })

  it('setaside replay gives an article another go, and a run takes it up', async () => {
    assert.equal((await call('--json', 'setaside', 'replay', '--all')).stdout, '{"replayed":2}\n')
    await call('run', '--once')
    assert.equal((await call('--json', 'setaside', 'list')).stdout.trimEnd().split('\n').length, 2)
  })

  it('start serves, refuses a second process with 5, and stops in order on SIGTERM', { timeout: 60_000 }, async () => {
    const child = spawn(process.execPath, [MAIN, 'start'], {
      env: { ...variables, CLAIMWIRE_LOG_LEVEL: 'info' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const address = await addressOf(child)
    assert.equal((await fetch(`${address}/readyz`)).status, 200)
    assert.equal((await call('records', 'list')).code, 5)
    const { data } = (await (await fetch(`${address}/v1/records?limit=5`)).json()) as { data: unknown[] }
    assert.equal(data.length, 5)
    child.kill('SIGTERM')
    assert.deepEqual(await once(child, 'exit'), [0, null])
    assert.equal((await call('records', 'list', '--limit', '1')).code, 0)
  })
})

/** Reads the log until the server says where it listens. */
async function addressOf(child: ChildProcess): Promise<string> {
  let log = ''
  for await (const chunk of child.stderr!) {
    log += chunk
    const address = /"address":"([^"]+)"/.exec(log)?.[1]
    if (address !== undefined) {
      child.stderr!.resume()
      return address
    }
  }
  throw new Error(`it ended before it served: ${log}`)
}
