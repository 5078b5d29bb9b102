import { parentPort } from 'node:worker_threads'
import { PipelineError } from '../domain/error.ts'
import type { TaskMessage, ThreadMessage } from './threadMessages.ts'

/** Tasks by name: pure functions from one cloneable value to another, or to a promise of it. */
export type TaskTable = Readonly<Record<string, (input: never) => unknown>>

/**
 * Answers the tasks of a pool inside a worker thread, one after the other.
 *
 * @param tasks What the thread can do.
 * @throws PipelineError THREAD_FAILED outside a worker thread.
 */
export function serveTasks(tasks: TaskTable): void {
  const port = parentPort
  if (!port) throw new PipelineError('THREAD_FAILED', 'Cannot serve tasks: this is not a worker thread')
  const say = (message: ThreadMessage): void => port.postMessage(message)
  port.on('message', async (message: TaskMessage) => say(await answer(tasks, message)))
  say({ kind: 'ready' })
}

async function answer(tasks: TaskTable, { id, task, input }: TaskMessage): Promise<ThreadMessage> {
  try {
    const run = Object.hasOwn(tasks, task) ? tasks[task] : undefined
    if (!run) throw new PipelineError('THREAD_FAILED', `Cannot run "${task}": there is no such task`)
    return { kind: 'done', id, output: await run(input as never) }
  } catch (error) {
    if (error instanceof PipelineError) return { kind: 'failed', id, code: error.code, message: error.message }
    const state = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { kind: 'failed', id, code: 'THREAD_FAILED', message: `Cannot run "${task}": ${state}` }
  }
}
