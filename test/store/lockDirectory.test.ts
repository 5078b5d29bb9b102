import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { lockDirectory } from '../../src/store/lockDirectory.ts'
import { startChild } from './startChild.ts'

describe('lockDirectory()', { timeout: 120_000 }, () => {
  const root = mkdtempSync(join(tmpdir(), 'claimwire-lock-'))
  after(() => rmSync(root, { recursive: true }))
  const isLockedBy = (pid: number | undefined, directory: string) => (error: Error & { code?: string }) => {
    assert.equal(error.code, 'STORE_LOCKED')
    assert.ok(error.message.includes(`"${directory}": in use by process ${pid}`), error.message)
    return true
  }

  it('refuses a second holder in the same process, and lets one in after release', () => {
    const directory = join(root, 'same')
    const lock = lockDirectory(directory)
    assert.throws(() => lockDirectory(directory), isLockedBy(process.pid, directory))
    lock.release()
    lock.release()
    lockDirectory(directory).release()
  })

  it('refuses another process, naming the one that holds it, and takes over after its kill -9', async () => {
    const directory = join(root, 'other')
    const child = startChild('holdLock.ts', directory)
    await child.waitForLines(1)
    assert.deepEqual(child.lines, ['held'])
    assert.throws(() => lockDirectory(directory), isLockedBy(child.process.pid, directory))
    assert.throws(() => lockDirectory(directory), isLockedBy(child.process.pid, directory))
    await child.kill()
    lockDirectory(directory).release()
  })

  it('gives a lock that a killed process left to exactly one of several', async () => {
    const directory = join(root, 'race')
    const first = startChild('holdLock.ts', directory)
    await first.waitForLines(1)
    await first.kill()
    const racers = Array.from({ length: 6 }, () => startChild('holdLock.ts', directory))
    await Promise.all(racers.map((racer) => racer.waitForLines(1)))
    const answers = racers.flatMap((racer) => racer.lines).sort()
    await Promise.all(racers.map((racer) => racer.kill()))
    assert.deepEqual(answers, ['STORE_LOCKED', 'STORE_LOCKED', 'STORE_LOCKED', 'STORE_LOCKED', 'STORE_LOCKED', 'held'])
  })

  it('does not take a process that got the pid of a dead owner for the owner', () => {
    const directory = join(root, 'recycled')
    lockDirectory(directory).release()
    const pidPath = join(directory, 'claimwire.pid')
    const lock = lockDirectory(directory)
    const self = JSON.parse(readFileSync(pidPath, 'utf8'))
    lock.release()
    for (const change of [{ startedAtTicks: '1' }, { bootId: 'an earlier boot' }, { pidNamespace: 'pid:[1]' }]) {
      writeFileSync(pidPath, JSON.stringify({ ...self, pid: process.ppid, ...change }))
      lockDirectory(directory).release()
    }
    writeFileSync(pidPath, '{"pid":')
    lockDirectory(directory).release()
  })

  it('refuses while the process in the pid file lives, also where the file system does not lock', async () => {
    const directory = join(root, 'unlocked')
    const child = startChild('holdLock.ts', directory)
    await child.waitForLines(1)
    rmSync(join(directory, 'claimwire.lock')) // a new file has no lock
    assert.throws(() => lockDirectory(directory), isLockedBy(child.process.pid, directory))
    await child.kill()
    lockDirectory(directory).release()
  })

  it('names the directory when it cannot be used', () => {
    writeFileSync(join(root, 'file'), '')
    assert.throws(() => lockDirectory(join(root, 'file', 'in')), { code: 'SERVICE_UNAVAILABLE', message: /"[^"]+in"/ })
  })
})
