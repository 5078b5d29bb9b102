import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Child {
  readonly process: ChildProcess
  /** Whole lines so far. */
  readonly lines: string[]
  /** Waits for this many lines, or the end. */
  waitForLines(count: number): Promise<void>
  /** kill -9, and waits for the end. */
  kill(): Promise<void>
}

/** Runs a script of this folder in another process. */
export function startChild(script: string, ...args: string[]): Child {
  const path = new URL(script, import.meta.url).pathname
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const ended = once(child, 'close')
  let rest = ''
  child.stdout.on('data', (chunk) => {
    const parts = `${rest}${chunk}`.split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
  })
  return {
    process: child,
    lines,
    async waitForLines(count) {
      while (lines.length < count && child.exitCode === null) await Promise.race([once(child.stdout, 'data'), ended])
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
