// Run as a child: locks the directory in argv[2], prints `held` or the error's code, and stays.
import { PipelineError } from '../../src/domain/error.ts'
import { lockDirectory } from '../../src/store/lockDirectory.ts'

try {
  lockDirectory(process.argv[2] ?? '')
  process.stdout.write('held\n')
} catch (error) {
  process.stdout.write(`${error instanceof PipelineError ? error.code : error}\n`)
}
setInterval(() => undefined, 60_000)
