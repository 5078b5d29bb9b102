import type { ErrorCode } from '../domain/error.ts'

/** What goes to a worker thread: one task at a time. */
export interface TaskMessage {
  readonly id: number
  readonly task: string
  readonly input: unknown
}

/** What comes back. `ready` is said once, when the thread's modules are loaded. */
export type ThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly output: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly code: ErrorCode; readonly message: string }
