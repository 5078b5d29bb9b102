import { parseFeed } from '../../../src/core/feed/parseFeed.ts'
import { PipelineError } from '../../../src/domain/error.ts'
import { serveTasks } from '../../../src/thread/serveTasks.ts'
import { feedLimits } from './feedLimits.ts'
import { feedUrl, now } from './parseText.ts'

serveTasks({
  /** @returns What came of the bytes, and the milliseconds of processor time that this thread took for it. */
  measure: async (body: Uint8Array) => {
    const before = process.threadCpuUsage()
    const outcome = await parseFeed({ body, url: feedUrl, now }, feedLimits).then(
      () => 'feed',
      (error: unknown) => (error instanceof PipelineError ? error.code : String(error)),
    )
    const { user, system } = process.threadCpuUsage(before)
    return { outcome, cpuMs: (user + system) / 1000 }
  },
})
