import { PipelineError } from '../../src/domain/error.ts'
import { serveTasks } from '../../src/thread/serveTasks.ts'

serveTasks({
  double: (value: number) => value * 2,
  spin: () => {
    for (;;);
  },
  grow: () => {
    const rows: number[][] = []
    for (;;) rows.push(Array.from({ length: 100_000 }, (_, index) => index + Math.sqrt(rows.length)))
  },
  refuse: () => {
    throw new PipelineError('PAGE_TOO_DEEP', 'Cannot read the page: it is deep')
  },
  stumble: () => {
    throw new TypeError('nothing is a function')
  },
  leave: () => process.exit(3),
})
