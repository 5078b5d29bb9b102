import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

export const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

export interface CliEnd {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the real program in a process of its own, with these settings and none of the caller's. */
export async function runCli(
  args: readonly string[],
  settings: Record<string, string> = {},
  input = '',
): Promise<CliEnd> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env['PATH'], NO_COLOR: '1', CLAIMWIRE_LOG_LEVEL: 'error', ...settings },
    timeout: 60_000,
  })
  child.stdin.on('error', () => undefined).end(input)
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code, stdout, stderr }
}
