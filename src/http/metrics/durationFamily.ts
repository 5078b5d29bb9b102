import type { DurationBucket } from '../../db/telemetry.ts'
import type { Family, Sample } from './formatFamilies.ts'

/** From this bound on, a bucket is that of everything longer. */
const UNBOUNDED_MS = 2_147_483_647

/** Makes a Prometheus histogram, which is cumulative and in seconds, of the stored buckets, which are neither. */
export function durationFamily(buckets: readonly DurationBucket[]): Family {
  const bounds = [...new Set(buckets.map((bucket) => bucket.boundMs))]
    .filter((bound) => bound < UNBOUNDED_MS)
    .sort((a, b) => a - b)
  const stages = [...new Set(buckets.map((bucket) => bucket.stage))]
  return {
    name: 'claimwire_stage_duration_seconds',
    help: 'How long jobs took, by stage',
    type: 'histogram',
    samples: stages.flatMap((stage) => {
      const own = buckets.filter((bucket) => bucket.stage === stage)
      return stageSamples(stage, own, bounds)
    }),
  }
}

function stageSamples(stage: string, buckets: readonly DurationBucket[], bounds: readonly number[]): Sample[] {
  const count = (upToMs: number) =>
    buckets.reduce((sum, bucket) => sum + (bucket.boundMs <= upToMs ? bucket.jobCount : 0), 0)
  const total = count(Number.POSITIVE_INFINITY)
  const totalMs = buckets.reduce((sum, bucket) => sum + bucket.totalMs, 0)
  return [
    ...bounds.map((bound) => ({ suffix: '_bucket', labels: { stage, le: String(bound / 1000) }, value: count(bound) })),
    { suffix: '_bucket', labels: { stage, le: '+Inf' }, value: total },
    { suffix: '_sum', labels: { stage }, value: totalMs / 1000 },
    { suffix: '_count', labels: { stage }, value: total },
  ]
}
