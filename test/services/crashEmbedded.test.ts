import { CRASH_POINTS, type CrashPointName } from '../helpers/crashPoints.ts'
import { testCrashes } from '../helpers/testCrash.ts'
import { openEmbeddedStore } from '../helpers/testStores.ts'

const points = Object.keys(CRASH_POINTS) as CrashPointName[]

testCrashes('a run on the embedded store that is killed with SIGKILL', points, openEmbeddedStore)
