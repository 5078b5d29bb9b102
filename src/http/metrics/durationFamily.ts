import { DURATION_BOUNDS_MS, type DurationBucket, UNBOUNDED_MS } from '../../domain/duration.ts'
import type { Family, Sample } from './formatFamilies.ts'

/** Makes a Prometheus histogram, which is cumulative and in seconds, of the stored buckets, which are neither. */
export function durationFamily(buckets: readonly DurationBucket[]): Family {
  const bounds = DURATION_BOUNDS_MS.filter((bound) => bound < UNBOUNDED_MS)
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
