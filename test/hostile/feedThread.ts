import { parseFeed } from '../../src/core/feed/parseFeed.ts'
import type { ParseFeedTask } from '../../src/thread/coreThread.ts'
import { serveTasks } from '../../src/thread/serveTasks.ts'

// As the threads of the worker, without what they load for pages and texts.
serveTasks({ parseFeed: ({ input, limits }: ParseFeedTask) => parseFeed(input, limits) })
