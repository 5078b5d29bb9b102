// One store for all: opening one takes seconds, and a case needs milliseconds.
import './cases/polls.ts'
import './cases/feedHealth.ts'
import './cases/visits.ts'
import './cases/records.ts'
import './cases/telemetry.ts'
