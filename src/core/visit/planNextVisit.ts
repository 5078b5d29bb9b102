/**
 * Decides when an article is looked at again: news is corrected, and denials are added, in its first hours.
 *
 * @param firstSeenAt When we saw the article first.
 * @param recheckAfterMs Ages at which to look, in milliseconds, ascending.
 * @returns The first of these moments that is still to come; undefined when all have passed.
 * @throws Never.
 */
export function planNextVisit(firstSeenAt: Date, now: Date, recheckAfterMs: readonly number[]): Date | undefined {
  const moments = recheckAfterMs.map((age) => firstSeenAt.getTime() + age)
  const next = moments.find((moment) => moment > now.getTime())
  return next === undefined ? undefined : new Date(next)
}
