import { Worker } from 'node:worker_threads'
import { PipelineError } from '../domain/error.ts'
import type { ClusterData } from './clusterThread.ts'
import { createCluster } from './createCluster.ts'
import type { ThreadCommand, ThreadData, ThreadEvent, ThreadRequest } from './pgliteThread.ts'
import type { WireEvents, WireHub } from './wireHub.ts'

/** The engine in its own thread. */
export interface EngineThread extends WireHub {
  call(command: ThreadCommand): Promise<void>
  /** Stops in order, or hard after `timeoutMs`: it rejects then. In the end every connection has failed. */
  stop(timeoutMs: number): Promise<void>
  /** Settles only when the thread ended without being told to. */
  readonly failed: Promise<PipelineError>
}

/**
 * PostgreSQL counts its own stack and refuses a statement that nests too deeply. The thread's stack must hold out longer,
 * or the engine ends there: 128 MB were too little for one million brackets of JSON. Unused pages cost nothing.
 */
const STACK_MB = 256

/**
 * Starts the thread of the engine, after making its database where there is none, and waits until it answers.
 *
 * @throws PipelineError SERVICE_UNAVAILABLE when the database does not open.
 */
export async function startThread({ dumpPath, ...data }: ThreadData & ClusterData): Promise<EngineThread> {
  await createCluster({ dataDir: data.dataDir, ...(dumpPath === undefined ? {} : { dumpPath }) })
  const worker = new Worker(new URL('./pgliteThread.ts', import.meta.url), {
    workerData: data,
    execArgv: [],
    resourceLimits: { stackSizeMb: STACK_MB },
  })
  const links = new Map<number, WireEvents>()
  const calls = new Map<number, { resolve(): void; reject(error: Error): void }>()
  const ready = Promise.withResolvers<void>()
  const failed = Promise.withResolvers<PipelineError>()
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  let lastNumber = 0
  let reason = 'the thread ended'
  let isStopping = false
  let end: PipelineError | undefined

  worker.on('error', (error) => {
    reason = String(error)
  })
  worker.on('exit', () => {
    end = new PipelineError('SERVICE_UNAVAILABLE', `Cannot use the store "${data.dataDir}": ${reason}`)
    if (!isStopping) failed.resolve(end)
    ready.reject(end)
    for (const events of links.values()) events.fail(end)
    for (const { reject } of calls.values()) reject(end)
    links.clear()
    calls.clear()
  })
  worker.on('message', (event: ThreadEvent) => {
    if (event.kind === 'receive') links.get(event.link)?.receive(Buffer.from(event.bytes.buffer))
    else if (event.kind === 'fail') {
      const events = links.get(event.link)
      links.delete(event.link)
      events?.fail(new PipelineError('SERVICE_UNAVAILABLE', event.message))
    } else if (event.kind === 'dead') reason = event.message
    else if (event.kind === 'ready') ready.resolve()
    else {
      const call = calls.get(event.call)
      calls.delete(event.call)
      if (event.kind === 'done') call?.resolve()
      else call?.reject(new PipelineError('SERVICE_UNAVAILABLE', event.message))
    }
  })
  await ready.promise

  function tell(request: ThreadRequest): void {
    worker.postMessage(request)
  }

  function call(command: ThreadCommand): Promise<void> {
    if (end) return Promise.reject(end)
    const number = ++lastNumber
    return new Promise((resolve, reject) => {
      calls.set(number, { resolve, reject })
      tell({ kind: 'call', call: number, command })
    })
  }

  async function stop(timeoutMs: number): Promise<void> {
    isStopping = true
    reason = 'it was closed'
    const timer = setTimeout(() => {
      reason = `it did not close within ${timeoutMs} ms`
      void worker.terminate()
    }, timeoutMs)
    try {
      if (!end) await call({ name: 'stop' })
      await exited
    } finally {
      clearTimeout(timer)
      await worker.terminate()
    }
  }

  return {
    failed: failed.promise,
    call,
    stop,
    connect(settings, events) {
      const link = ++lastNumber
      if (end) {
        const error = end
        setImmediate(() => events.fail(error))
        return { send: () => undefined, close: () => undefined }
      }
      links.set(link, events)
      tell({ kind: 'connect', link, settings })
      return {
        send: (exchange) => {
          const messages = new Uint8Array(exchange) // a Buffer may be a part of a larger one, which cannot be handed over
          worker.postMessage({ kind: 'send', link, messages } satisfies ThreadRequest, [messages.buffer])
        },
        close: () => {
          if (links.delete(link)) tell({ kind: 'close', link })
        },
      }
    },
  }
}
