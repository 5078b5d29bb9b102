import { Worker } from 'node:worker_threads'
import { PipelineError } from '../domain/error.ts'
import type { TaskMessage, ThreadMessage } from './threadMessages.ts'

export interface ThreadPoolOptions {
  readonly script: URL
  /** Threads at most. */
  readonly size: number
  /** What one task may take on a ready thread; waiting for a thread and loading it do not count. */
  readonly timeoutMs: number
  /** A thread whose heap grows beyond is ended. */
  readonly maxHeapMb: number
  readonly workerData?: unknown
}

export interface ThreadPool {
  /**
   * Runs a task on a thread of its own.
   *
   * @throws THREAD_TIMEOUT, THREAD_OUT_OF_MEMORY, THREAD_FAILED, or the code that the task threw.
   */
  readonly run: <I, O>(task: string, input: I, options?: { readonly timeoutMs?: number }) => Promise<O>
  /** Ends every thread; tasks that are under way or waiting fail with THREAD_FAILED. */
  readonly close: () => Promise<void>
}

interface Job {
  readonly task: string
  readonly input: unknown
  readonly timeoutMs: number
  readonly resolve: (output: unknown) => void
  readonly reject: (error: Error) => void
}

interface Thread {
  readonly worker: Worker
  isReady: boolean
  job: Job | undefined
  timer: NodeJS.Timeout | undefined
  sequence: number
}

/** A thread that cannot even load its modules in this time is taken for dead. */
const START_TIMEOUT_MS = 60_000

/**
 * Opens a pool of threads that can be killed: a task over its deadline or heap limit takes its thread with it, and the
 * pool starts another when it needs one. Threads start with the first tasks and do not keep the process alive when idle.
 *
 * @param options Script, size and bounds.
 * @returns The pool; nothing is started yet.
 */
export function openThreadPool(options: ThreadPoolOptions): ThreadPool {
  const threads = new Set<Thread>()
  const waiting: Job[] = []
  let isClosed = false

  function start(): void {
    const worker = new Worker(options.script, {
      workerData: options.workerData,
      // Flags of the parent are not for its threads: `--input-type` would even stop them.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: options.maxHeapMb },
    })
    const thread: Thread = { worker, isReady: false, job: undefined, timer: undefined, sequence: 0 }
    threads.add(thread)
    worker.on('message', (message: ThreadMessage) => receive(thread, message))
    worker.on('error', (error) => end(thread, toPipelineError(error, thread.job?.task)))
    worker.on('exit', (code) => end(thread, failed(thread.job?.task, `the thread ended with ${code}`)))
  }

  function assign(): void {
    for (const thread of threads) {
      if (!thread.isReady || thread.job) continue
      const job = waiting.shift()
      if (!job) return
      begin(thread, job)
    }
    const starting = [...threads].filter((thread) => !thread.isReady).length
    const wanted = Math.min(waiting.length - starting, options.size - threads.size)
    for (let count = 0; count < wanted; count++) start()
    // While somebody waits, a loading thread has to keep the process alive, and must not do so for ever.
    for (const thread of threads) if (!thread.isReady && !thread.timer && waiting.length > 0) watchStart(thread)
  }

  function watchStart(thread: Thread): void {
    thread.timer = setTimeout(() => {
      end(thread, failed(undefined, 'the thread did not start'))
    }, START_TIMEOUT_MS)
  }

  function begin(thread: Thread, job: Job): void {
    thread.job = job
    thread.sequence += 1
    thread.worker.ref()
    thread.timer = setTimeout(() => {
      end(
        thread,
        new PipelineError('THREAD_TIMEOUT', `Cannot finish "${job.task}": it took more than ${job.timeoutMs} ms`),
      )
    }, job.timeoutMs)
    const message: TaskMessage = { id: thread.sequence, task: job.task, input: job.input }
    try {
      thread.worker.postMessage(message)
    } catch (error) {
      settle(thread)?.reject(
        new PipelineError('THREAD_FAILED', `Cannot run "${job.task}": its input cannot be sent`, { cause: error }),
      )
      assign()
    }
  }

  function receive(thread: Thread, message: ThreadMessage): void {
    if (message.kind === 'ready') {
      clearTimeout(thread.timer)
      thread.timer = undefined
      thread.isReady = true
      thread.worker.unref()
    } else if (thread.job && message.id === thread.sequence) {
      const job = settle(thread)
      if (message.kind === 'done') job?.resolve(message.output)
      else job?.reject(new PipelineError(message.code, message.message))
    }
    assign()
  }

  function settle(thread: Thread): Job | undefined {
    const job = thread.job
    clearTimeout(thread.timer)
    thread.timer = undefined
    thread.job = undefined
    thread.worker.unref()
    return job
  }

  function end(thread: Thread, error: PipelineError): void {
    if (!threads.delete(thread)) return
    const job = settle(thread)
    void thread.worker.terminate()
    if (job) job.reject(error)
    else if (!thread.isReady) waiting.shift()?.reject(error)
    if (!isClosed) assign()
  }

  return {
    run: <I, O>(task: string, input: I, { timeoutMs = options.timeoutMs }: { readonly timeoutMs?: number } = {}) =>
      new Promise<O>((resolve, reject) => {
        if (isClosed) {
          reject(failed(task, 'the pool is closed'))
          return
        }
        waiting.push({ task, input, timeoutMs, resolve: resolve as (output: unknown) => void, reject })
        assign()
      }),
    close: async () => {
      isClosed = true
      for (const job of waiting.splice(0)) job.reject(failed(job.task, 'the pool is closed'))
      const ending = [...threads].map((thread) => {
        end(thread, failed(thread.job?.task, 'the pool is closed'))
        return thread.worker.terminate()
      })
      await Promise.all(ending)
    },
  }
}

function failed(task: string | undefined, state: string): PipelineError {
  return new PipelineError('THREAD_FAILED', `Cannot run "${task ?? 'a task'}": ${state}`)
}

function toPipelineError(error: Error, task: string | undefined): PipelineError {
  const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return new PipelineError(
    isMemory ? 'THREAD_OUT_OF_MEMORY' : 'THREAD_FAILED',
    `Cannot run "${task ?? 'a task'}": ${isMemory ? 'the heap limit was reached' : error.message}`,
    { cause: error },
  )
}
