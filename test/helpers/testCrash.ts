import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type BenchNewsstand, openBenchNewsstand } from '../../src/demo/benchNewsstand.ts'
import { assertSettled } from './assertSettled.ts'
import type { CrashPointName } from './crashPoints.ts'
import { contentOf, openPipeline } from './pipeline.ts'
import type { TestStore } from './testStores.ts'

const CHILD = fileURLToPath(new URL('./crashChild.ts', import.meta.url))

/** Tests that a run killed at each of the points, and then run again, ends as an undisturbed one does. */
export function testCrashes(
  title: string,
  points: readonly CrashPointName[],
  openStore: () => Promise<TestStore>,
  options: { skip?: string | false } = {},
): void {
  // The next run waits until the queue sees that the killed one is gone: several wait as well together.
  describe(title, { ...options, concurrency: 3 }, () => {
    let stand: BenchNewsstand
    let expected: unknown[]

    before(async () => {
      stand = await openBenchNewsstand({ articleCount: 40, feedCount: 4, seed: 11 })
      await using store = await openStore()
      expected = await ingestUndisturbed(stand, store)
      assert.ok(expected.length > 0)
    })
    after(() => stand?.close())

    for (const point of points) {
      it(`loses nothing and doubles nothing: ${point}`, async () => {
        await using store = await openStore()
        await testCrash(stand, store, point, expected)
      })
    }
  })
}

async function ingestUndisturbed(stand: BenchNewsstand, store: TestStore): Promise<unknown[]> {
  const pipeline = await openPipeline(stand, store.variables)
  try {
    await pipeline.ingest()
    return (await pipeline.records()).map(contentOf)
  } finally {
    await pipeline.close()
  }
}

async function testCrash(
  stand: BenchNewsstand,
  store: TestStore,
  point: CrashPointName,
  expected: readonly unknown[],
): Promise<void> {
  assert.equal(await runChild(stand, store, point), 'SIGKILL', 'the run is killed at the point')
  assert.equal(await runChild(stand, store), 0, 'the next run ends')

  const pipeline = await openPipeline({ ...stand, feeds: [] }, store.variables)
  try {
    await assertSettled(pipeline.services)
    assert.deepEqual((await pipeline.records()).map(contentOf), expected)
    const changes = await pipeline.changes()
    assert.ok(
      changes.every((change) => change.action === 'create'),
      'each record is announced once',
    )
  } finally {
    await pipeline.close()
  }
}

async function runChild(stand: BenchNewsstand, { variables }: TestStore, point?: CrashPointName) {
  const { origin, outlets, feeds } = stand
  const config = JSON.stringify({ stand: { origin, outlets, feeds }, variables, point })
  const child = spawn(process.execPath, [CHILD, config], { stdio: ['ignore', 'inherit', 'inherit'] })
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  return signal ?? code
}
