import { CommanderError } from 'commander'
import { isStoreAway } from '../db/isStoreAway.ts'
import { type ErrorCode, PipelineError } from '../domain/error.ts'

/** What the process says to its caller when it ends. 75 is EX_TEMPFAIL of sysexits.h: try again later. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  partial: 3,
  config: 4,
  busy: 5,
  unavailable: 75,
} as const

const BY_CODE: Partial<Record<ErrorCode, number>> = {
  CONFIG_INVALID: EXIT.config,
  LIST_INVALID: EXIT.config,
  STORE_LOCKED: EXIT.busy,
  RUN_BUSY: EXIT.busy,
  SERVICE_UNAVAILABLE: EXIT.unavailable,
  STORE_UNAVAILABLE: EXIT.unavailable,
  INPUT_INVALID: EXIT.usage,
}

/** @returns The exit code that an error stands for. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
  if (error instanceof PipelineError) return BY_CODE[error.code] ?? EXIT.failed
  return isStoreAway(error) ? EXIT.unavailable : EXIT.failed
}
