const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const NAMED_MINUTES: Readonly<Record<string, number>> = { GMT: 0, Z: 0, EST: -300, EDT: -240 }

/**
 * Writes an instant the way feeds and pages do.
 *
 * @param zone `+03:00`, `Z`, `GMT`, `EST` or `EDT`.
 */
export function formatDate(date: Date, format: 'rfc822' | 'rfc3339' | 'reader', zone: string): string {
  const minutes = minutesOf(zone)
  const local = new Date(date.getTime() + minutes * 60_000)
  const clock = local.toISOString().slice(11, 19)
  const month = MONTHS[local.getUTCMonth()] ?? ''
  const day = local.getUTCDate()
  const year = local.getUTCFullYear()
  if (format === 'rfc3339') return `${local.toISOString().slice(0, 19)}${offset(minutes)}`
  if (format === 'reader') return `${day} ${month} ${year}, ${clock.slice(0, 5)}`
  const zoneName = zone === 'Z' ? 'GMT' : zone.replace(':', '')
  return `${DAYS[local.getUTCDay()]}, ${String(day).padStart(2, '0')} ${month} ${year} ${clock} ${zoneName}`
}

function offset(minutes: number): string {
  if (minutes === 0) return 'Z'
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}

function minutesOf(zone: string): number {
  const named = NAMED_MINUTES[zone]
  if (named !== undefined) return named
  const [hours = '0', minutes = '0'] = zone.slice(1).split(':')
  return (zone.startsWith('-') ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
