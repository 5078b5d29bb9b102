/**
 * Says how far a named time zone is from UTC.
 *
 * @param city IANA name in any case, for example `america/new_york`.
 * @param near About when; summer time is looked up there.
 * @returns Minutes east of UTC; undefined for a name that is not in the tables of ICU.
 * @throws Never.
 */
export function findCityOffset(city: string, near: Date): number | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: city, timeZoneName: 'longOffset' })
    const shown = format.formatToParts(near).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(shown) ?? []
    return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
