export interface ParsedDate {
  readonly date: Date
  /** The text names no zone: it was read as UTC. */
  readonly isUnzoned: boolean
}

/**
 * Makes a date from checked parts.
 *
 * @param month 1 to 12.
 * @param seconds Of the day; a leap second and 24:00 are allowed.
 * @param zone Minutes east of UTC; undefined is read as UTC.
 * @returns undefined when there is no such day.
 * @throws Never.
 */
export function makeDate(
  year: number,
  month: number,
  day: number,
  seconds: number,
  zone: number | undefined,
): ParsedDate | undefined {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return undefined
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined
  const time = Date.UTC(year, month - 1, day) + Math.min(seconds, 86_400) * 1000 - (zone ?? 0) * 60_000
  return { date: new Date(time), isUnzoned: zone === undefined }
}
