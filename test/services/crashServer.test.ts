import { CRASH_POINTS, type CrashPointName } from '../helpers/crashPoints.ts'
import { missingServices } from '../helpers/services.ts'
import { testCrashes } from '../helpers/testCrash.ts'
import { openServerStore } from '../helpers/testStores.ts'

const points = Object.keys(CRASH_POINTS) as CrashPointName[]

testCrashes('a run on Redis and PostgreSQL that is killed with SIGKILL', points, openServerStore, {
  skip: missingServices(),
})
