import { mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PipelineError } from '../domain/error.ts'

/** A directory that this process alone may use. */
export interface DirectoryLock {
  /** Idempotent. */
  release(): void
}

/** Who holds a lock. A pid alone is used again by another process; with its start time it is not. */
interface Owner {
  readonly pid: number
  /** Clock ticks since boot; absent where there is no /proc. */
  readonly startedAtTicks?: string
  readonly bootId?: string
  /** Pids of another container mean nothing here. */
  readonly pidNamespace?: string
}

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5

/**
 * Takes a directory for this process until `release` or the process ends, however it ends.
 *
 * Two locks hold, the second for file systems that accept the first and do nothing:
 * - a lock of the operating system on `claimwire.lock`, through SQLite, as Node has no other way to it. It ends with its
 *   process, so it is never stale and there is nothing to race for; it also holds between containers of one machine
 * - `claimwire.pid` names the owner: whoever has the first lock still refuses when that process lives
 *
 * @param directory Made when absent.
 * @throws PipelineError STORE_LOCKED, naming the pid when it is known, when another holder lives; SERVICE_UNAVAILABLE when
 *   the directory cannot be used.
 */
export function lockDirectory(directory: string): DirectoryLock {
  const pidPath = join(directory, 'claimwire.pid')
  const handle = takeFileLock(directory, pidPath)
  const owner = readOwner(pidPath)
  if (owner && owner.pid !== process.pid && isAlive(owner)) {
    handle.close()
    throw lockedError(directory, owner)
  }
  writeFileSync(pidPath, JSON.stringify(describeProcess(process.pid)), { mode: 0o600 })
  let isHeld = true
  return {
    release() {
      if (!isHeld) return
      isHeld = false
      rmSync(pidPath, { force: true })
      handle.close()
    },
  }
}

function takeFileLock(directory: string, pidPath: string): DatabaseSync {
  let handle: DatabaseSync | undefined
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    handle = new DatabaseSync(join(directory, 'claimwire.lock'))
    handle.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    return handle
  } catch (error) {
    handle?.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) {
      throw lockedError(directory, readOwner(pidPath), error)
    }
    throw new PipelineError('SERVICE_UNAVAILABLE', `Cannot lock the store "${directory}": ${error}`, { cause: error })
  }
}

function lockedError(directory: string, owner: Owner | undefined, cause?: unknown): PipelineError {
  const who = owner ? `process ${owner.pid}` : 'another process'
  return new PipelineError('STORE_LOCKED', `Cannot open the store "${directory}": in use by ${who}`, { cause })
}

function readOwner(pidPath: string): Owner | undefined {
  const text = readText(pidPath)
  if (!text?.endsWith('}')) return undefined // none, or its writer was killed
  return JSON.parse(text) as Owner
}

function isAlive(owner: Owner): boolean {
  const now = describeProcess(owner.pid)
  if (!now) return false
  return (
    owner.bootId === now.bootId &&
    owner.pidNamespace === now.pidNamespace &&
    owner.startedAtTicks === now.startedAtTicks
  )
}

function describeProcess(pid: number): Owner | undefined {
  if (!hasProcess(pid)) return undefined
  // After the command's name, which may hold spaces and brackets, the start time is the 20th field.
  const startedAtTicks = readText(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ')[19]
  const bootId = readText('/proc/sys/kernel/random/boot_id')?.trim()
  const pidNamespace = readNamespace()
  return {
    pid,
    ...(startedAtTicks === undefined ? {} : { startedAtTicks }),
    ...(bootId === undefined ? {} : { bootId }),
    ...(pidNamespace === undefined ? {} : { pidNamespace }),
  }
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isAbsence(error)) return undefined
    throw error
  }
}

function readNamespace(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch (error) {
    if (isAbsence(error)) return undefined
    throw error
  }
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')
}
