import type { Processor, Worker } from 'bullmq'
import { QUEUE_NAMES, type QueueName } from '../config/queues.ts'
import { openRun } from '../src/db/runs.ts'
import { addDurations, loadHeartbeat } from '../src/db/telemetry.ts'
import { PipelineError } from '../src/domain/error.ts'
import type { Services } from '../src/runtime/openServices.ts'
import type { PollFailure } from '../src/steps/pollFeed.ts'
import { sweepStaleWork } from '../src/steps/sweepStaleWork.ts'
import { openDurations } from './durations.ts'
import { fetch } from './fetch.ts'
import { openEnqueue } from './openEnqueue.ts'
import { openGiveUp } from './openGiveUp.ts'
import { openStages } from './openStages.ts'
import { openTick } from './openTick.ts'
import { poll } from './poll.ts'
import { read } from './read.ts'
import { startScheduler, tick } from './schedule.ts'
import { settle } from './settle.ts'
import { tag } from './tag.ts'

const FLUSH_EVERY_MS = 10_000

/** What a background run takes on, in feeds and in articles: there is no next tick to wait for. */
const DUE_IN_A_RUN = 20_000

/** `stages` does the jobs of the four stages, `scheduler` ticks. One process may be both. */
export type Role = 'stages' | 'scheduler'

export interface Workers {
  /** Opens a run over what is due now. @returns Its id; undefined when nothing is due. */
  runOnce(): Promise<string | undefined>
  /** Looks for work whose job was lost, however short it has waited. */
  sweepNow(): Promise<void>
  /** Waits for running jobs, at most so long; what is cut off then is for the next start, and the process must end. */
  close(timeoutMs: number): Promise<void>
}

/**
 * The composition root: ties store, queues, network, threads and lexicon to the stages, and starts them.
 *
 * @param onJob Told of each job that ended, well or not, and its milliseconds.
 */
export async function startWorkers(
  services: Services,
  roles: readonly Role[],
  onJob: (stage: QueueName, durationMs: number) => void = () => undefined,
): Promise<Workers> {
  const { env, log, database, queues } = services
  const stages = openStages(services)
  const enqueue = openEnqueue(services)
  const giveUp = openGiveUp(database, stages)
  const durations = openDurations()
  const observe = (stage: QueueName, durationMs: number) => {
    durations.observe(stage, durationMs)
    onJob(stage, durationMs)
  }
  const settling = { giveUp, observe }
  const tellFailure = ({ url, ...failure }: PollFailure) =>
    log.warn({ stage: 'poll', ...failure, url }, `Cannot poll "${url}": ${failure.code}`)

  const processors: Record<QueueName, Processor> = {
    schedule: settle('schedule', () => tick(openTick(services, enqueue, giveUp)), settling),
    poll: settle('poll', (job) => poll(job, { ...stages.poll, enqueue, tellFailure }), settling),
    fetch: settle('fetch', (job) => fetch(job, { ...stages.fetch, enqueue }), settling),
    read: settle('read', (job) => read(job, { ...stages.read, enqueue }), settling),
    tag: settle('tag', (job) => tag(job, stages.tag), settling),
  }
  const names = QUEUE_NAMES.filter((name) => roles.includes(name === 'schedule' ? 'scheduler' : 'stages'))
  const workers = names.map((name) => startWorker(services, name, processors[name]))

  const stopScheduler = roles.includes('scheduler')
    ? await startScheduler(queues.all.schedule, env.tickMs, () => loadHeartbeat(database, 'scheduler'), log)
    : () => undefined
  const flush = () =>
    addDurations(database, durations.take()).catch((error) => log.warn({ err: error }, 'cannot store durations'))
  const flushing = setInterval(flush, FLUSH_EVERY_MS)
  flushing.unref()

  return {
    async runOnce() {
      const run = await openRun(database, 'once', new Date(), DUE_IN_A_RUN)
      if (run) await enqueue(run.works)
      return run?.runId
    },
    async sweepNow() {
      await sweepStaleWork(openTick(services, enqueue, giveUp, 0))
    },
    async close(timeoutMs) {
      stopScheduler()
      clearInterval(flushing)
      const isDone = await closeWorkers(workers, timeoutMs)
      await flush()
      // Under a job that still runs the threads are left alone: it would take their end for the article's fault.
      if (isDone) await stages.close()
      else log.warn('jobs were cut off; they run again after the next start')
    },
  }
}

function startWorker({ queues, log }: Services, name: QueueName, processor: Processor): Worker {
  const worker = queues.openWorker(name, processor)
  worker.on('failed', (job, error) => {
    const failure = error.cause instanceof PipelineError ? error.cause : error
    const code = failure instanceof PipelineError ? failure.code : 'INTERNAL_ERROR'
    log.warn({ stage: name, jobId: job?.id, ...job?.data, code, attempt: job?.attemptsMade }, failure.message)
  })
  worker.run().catch((error: unknown) => log.error({ err: error, stage: name }, 'a worker stopped'))
  return worker
}

/**
 * BullMQ waits for running jobs without a limit of its own.
 *
 * @returns False when some were still running at the limit: they are cut off, and taken up again after the restart.
 */
async function closeWorkers(workers: readonly Worker[], timeoutMs: number): Promise<boolean> {
  const closing = Promise.all(workers.map((worker) => worker.close())).then(() => true)
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), timeoutMs)
  const isDone = await Promise.race([closing, late])
  clearTimeout(timer)
  return isDone
}
