import { testCrashes } from '../helpers/testCrash.ts'
import { openEmbeddedStore } from '../helpers/testStores.ts'

// One of the points; the rest, on both back ends, takes minutes and stands in test/services.
testCrashes(
  'a run on the embedded store that is killed with SIGKILL',
  ['before changes are committed'],
  openEmbeddedStore,
)
