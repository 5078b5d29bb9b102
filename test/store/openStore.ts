// Run as a child: tries to open the store in argv[2] and prints what came of it.
import { PipelineError } from '../../src/domain/error.ts'
import { openEmbedded } from '../../src/store/openEmbedded.ts'

try {
  await openEmbedded({ dataDir: process.argv[2] ?? '', maintenanceEveryMs: 60_000 })
  process.stdout.write('opened\n')
} catch (error) {
  process.stdout.write(error instanceof PipelineError ? `${error.code} ${error.message}\n` : `${error}\n`)
}
