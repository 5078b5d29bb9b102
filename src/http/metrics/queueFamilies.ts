import type { Queue } from 'bullmq'
import { QUEUE_NAMES } from '../../../config/queues.ts'
import type { HttpDeps } from '../httpDeps.ts'
import type { Family, Sample } from './formatFamilies.ts'

const STATES = ['waiting', 'active', 'delayed', 'failed'] as const

/** Reads how full the queues are, and how long the next job of each has waited. */
export async function loadQueueFamilies(queues: HttpDeps['queues'], now: Date): Promise<Family[]> {
  const depths: Sample[] = []
  const ages: Sample[] = []
  for (const queue of QUEUE_NAMES) {
    const counts = await queues[queue].getJobCounts(...STATES)
    for (const state of STATES) depths.push({ labels: { queue, state }, value: counts[state] ?? 0 })
    ages.push({ labels: { queue }, value: await secondsWaited(queues[queue], counts['waiting'] ?? 0, now) })
  }
  return [
    { name: 'claimwire_queue_jobs', help: 'Jobs in a queue, by state', type: 'gauge', samples: depths },
    {
      name: 'claimwire_queue_oldest_waiting_seconds',
      help: 'How long the first waiting job of a queue has waited; 0 when none waits',
      type: 'gauge',
      samples: ages,
    },
  ]
}

/**
 * Newest first is the only order that Redis and the embedded store slice in the same way, so the oldest job stands at
 * the end; its neighbours are read too, as jobs come and go meanwhile.
 */
async function secondsWaited(queue: Queue, waiting: number, now: Date): Promise<number> {
  if (waiting === 0) return 0
  const jobs = await queue.getJobs(['waiting'], Math.max(0, waiting - 2), waiting + 1, false)
  // A delay that was asked for is not waiting.
  const waits = jobs.map((job) => now.getTime() - job.timestamp - (job.opts.delay ?? 0))
  return Math.max(0, ...waits) / 1000
}
