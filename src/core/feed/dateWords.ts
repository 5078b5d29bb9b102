import lists from './dateWords.json' with { type: 'json' }

const MONTHS = new Map(
  lists.months.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
)
const DAYS: ReadonlySet<string> = new Set(lists.days.split(' '))
const FILLERS: ReadonlySet<string> = new Set(lists.fillers.split(' '))
const ZONES = new Map(Object.entries(lists.zones))

/**
 * Names the month that a word means, in the languages of `dateWords.json`.
 *
 * @param word Lower case, without accents; may end in a full stop.
 * @returns 1 to 12; undefined when it is no month, or short for two.
 * @throws Never.
 */
export function findMonth(word: string): number | undefined {
  const plain = word.replace(/\.$/, '')
  const exact = MONTHS.get(plain)
  if (exact !== undefined || plain.length < 3) return exact
  const found = new Set<number>()
  for (const [name, month] of MONTHS) if (name.startsWith(plain)) found.add(month)
  return found.size === 1 ? [...found][0] : undefined
}

/** Whether a word is the name of a day of the week. */
export function isDayName(word: string): boolean {
  return DAYS.has(word)
}

/** Whether a word of a date says nothing. */
export function isFiller(word: string): boolean {
  return FILLERS.has(word)
}

/**
 * Reads a time zone: a name, an offset, or both.
 *
 * @param word Lower case.
 * @returns Minutes east of UTC; `unknown` for letters that look like a zone which we do not know; undefined for anything else.
 * @throws Never.
 */
export function findZone(word: string): number | 'unknown' | undefined {
  const named = ZONES.get(word)
  if (named !== undefined) return named
  const offset = /^(?:gmt|utc|ut)?([+-])(\d{1,2})(?::?(\d{2}))?z?$/.exec(word)
  if (offset) {
    const [hours, minutes] = [Number(offset[2]), Number(offset[3] ?? 0)]
    if (hours > 15 || minutes > 59) return undefined
    return (offset[1] === '-' ? -1 : 1) * (hours * 60 + minutes)
  }
  return /^[a-z]{3,4}$/.test(word) ? 'unknown' : undefined
}
