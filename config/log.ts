import { type Logger, pino } from 'pino'

/**
 * Makes the log: one JSON line an event on stderr, so that stdout stays data.
 *
 * @param level Least level that is written.
 * @returns A logger that never prints a secret's field.
 * @throws Never.
 */
export function openLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: ['*.password', '*.authorization', '*.cookie', 'databaseUrl', 'redisUrl'], censor: '***' },
    },
    pino.destination({ dest: 2, sync: true }),
  )
}

export type Log = Logger
