import type { ExtractionRules } from '../domain/extraction.ts'
import type { Lexicon } from '../domain/lexicon.ts'
import type { Limits } from '../domain/limits.ts'
import type { CoreThreadData } from './coreThread.ts'
import { openThreadPool, type ThreadPool } from './threadPool.ts'

/**
 * Opens the threads that parse, extract and tag, within `limits.thread`.
 *
 * @param size Threads at most.
 */
export function openCoreThreads(
  size: number,
  limits: Limits['thread'],
  rules: ExtractionRules,
  lexicon: Lexicon,
): ThreadPool {
  return openThreadPool({
    script: new URL('./coreThread.ts', import.meta.url),
    size,
    timeoutMs: limits.timeoutMs,
    maxHeapMb: limits.maxHeapMb,
    workerData: { rules, lexicon } satisfies CoreThreadData,
  })
}
