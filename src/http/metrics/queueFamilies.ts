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
    const [oldest] = await queues[queue].getJobs(['waiting'], 0, 0, true)
    for (const state of STATES) depths.push({ labels: { queue, state }, value: counts[state] ?? 0 })
    ages.push({ labels: { queue }, value: oldest ? secondsWaited(oldest, now) : 0 })
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

/** A delay that was asked for is not waiting. */
function secondsWaited(job: { timestamp: number; opts: { delay?: number } }, now: Date): number {
  return Math.max(0, now.getTime() - job.timestamp - (job.opts.delay ?? 0)) / 1000
}
