import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { runCli } from './runCli.ts'

suite('usage', { concurrency: 2 }, () => {
  test('an unknown command exits 2 with a suggestion, and nothing on stdout', async () => {
    const { code, stdout, stderr } = await runCli(['strat'])
    assert.deepEqual([code, stdout], [2, ''])
    assert.match(stderr, /unknown command 'strat'.*Did you mean start\?/s)
  })

  test('a bad option, a missing argument and a bad value exit 2', async () => {
    for (const args of [
      ['tag', '--nope'],
      ['feeds', 'check'],
      ['records', 'list', '--limit', 'many'],
    ]) {
      const { code, stdout, stderr } = await runCli(args)
      assert.deepEqual([code, stdout], [2, ''], args.join(' '))
      assert.doesNotMatch(stderr, /^\s+at /m)
    }
  })

  test('--help is data and exits 0', async () => {
    const { code, stdout, stderr } = await runCli(['--help'])
    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout, /Exit codes: 0 ok.*75/)
  })

  test('bad settings exit 4 with every bad key, without a stack trace', async () => {
    const bad = {
      CLAIMWIRE_HTTP_PORT: 'x',
      CLAIMWIRE_TICK_MS: '-1',
      CLAIMWIRE_TYPO: '1',
      REDIS_URL: 'redis://:hunter2@q',
    }
    const { code, stdout, stderr } = await runCli(['config', 'check'], bad)
    assert.deepEqual([code, stdout], [4, ''])
    for (const key of ['CLAIMWIRE_HTTP_PORT', 'CLAIMWIRE_TICK_MS', 'CLAIMWIRE_TYPO', 'DATABASE_URL: missing']) {
      assert.ok(stderr.includes(key), key)
    }
    assert.match(stderr, /\[CONFIG_INVALID\]/)
    assert.doesNotMatch(stderr, /hunter2|^\s+at /m)
  })

  test('-v shows the stack trace', async () => {
    const { code, stderr } = await runCli(['-v', 'config', 'check'], { CLAIMWIRE_TYPO: '1' })
    assert.equal(code, 4)
    assert.match(stderr, /^\s+at /m)
  })

  test('lists that are not there exit 4 and are named', async () => {
    const { code, stderr } = await runCli(['config', 'check'], { CLAIMWIRE_CONFIG_DIR: '/no/such/place' })
    assert.equal(code, 4)
    assert.match(stderr, /\/no\/such\/place\/outlets\.json.*\[LIST_INVALID\]/)
  })

  test('config check of what is shipped exits 0; config show has every setting and no secret', async () => {
    const check = await runCli(['--json', 'config', 'check'])
    assert.equal(check.code, 0, check.stderr)
    assert.ok(JSON.parse(check.stdout).feeds >= 25)
    const show = await runCli(['config', 'show', '--json'], { CLAIMWIRE_HTTP_PASSWORD: 'hunter2hunter2' })
    const rows = show.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(rows.find((row) => row.key === 'CLAIMWIRE_HTTP_PASSWORD')?.value, '***')
    assert.ok(rows.every((row) => row.key && row.means && row.source))
    assert.doesNotMatch(show.stdout, /hunter2/)
  })

  test('services that are down exit 75', async () => {
    const down = { DATABASE_URL: 'postgres://user:hunter2@127.0.0.1:1/x', REDIS_URL: 'redis://127.0.0.1:1' }
    const { code, stdout, stderr } = await runCli(['db', 'migrate'], down)
    assert.deepEqual([code, stdout], [75, ''])
    assert.match(stderr, /\[SERVICE_UNAVAILABLE\]/)
    assert.doesNotMatch(stderr, /hunter2|^\s+at /m)
  })
})
