interface CrashPoint {
  /** Which statement, by its text. */
  readonly pattern: RegExp
  /** The how manieth of them. */
  readonly occurrence: number
  readonly when: 'before' | 'after'
}

/** Where a run is killed: around each thing that must not be lost, done twice or left half done. */
export const CRASH_POINTS = {
  'in the migration': { pattern: /create table outlet/, occurrence: 1, when: 'after' },
  'when feeds are claimed': { pattern: /insert into "poll"/, occurrence: 1, when: 'after' },
  'before a poll is committed': { pattern: /^update "feed" set "poll_state"/, occurrence: 2, when: 'before' },
  'between a committed poll and the queue': { pattern: /^insert into "host"/, occurrence: 3, when: 'before' },
  'before a document is stored': { pattern: /^insert into "document"/, occurrence: 5, when: 'before' },
  'when a document was loaded for reading': {
    pattern: /^select \* from "document"/,
    occurrence: 4,
    when: 'after',
  },
  'before a revision is stored': { pattern: /^insert into "revision"/, occurrence: 6, when: 'before' },
  'between a commit and the next job': { pattern: /^commit$/, occurrence: 30, when: 'after' },
  'before changes are committed': { pattern: /^insert into "change"/, occurrence: 2, when: 'after' },
  'after the last stage, before its acknowledgement': { pattern: /^commit$/, occurrence: 60, when: 'after' },
} as const satisfies Record<string, CrashPoint>

export type CrashPointName = keyof typeof CRASH_POINTS
