import { findEntriesPerDay } from '../core/feed/judgeFeedHealth.ts'
import { type FeedAlert, listFeedAlerts, listOpenAlerts } from '../db/feedAlerts.ts'
import { countFailureStreaks, listFeedPaces } from '../db/feedPace.ts'
import { type FeedStatus, listFeeds } from '../db/feeds.ts'
import type { Database } from '../db/schema.ts'
import type { Limits } from '../domain/limits.ts'
import { note, printLine, printTable } from './output.ts'

const SHOWN_ALERTS = 1000

interface HealthRow {
  readonly id: string
  readonly state: string
  readonly since: Date | null
  readonly reason: string | null
  readonly lastSucceededAt: Date | null
  readonly lastNewAt: Date | null
  /** Failed polls in a row. */
  readonly streak: number
  /** Up to the last new one; null when too few were seen to tell. */
  readonly entriesPerDay: number | null
  /** In the last 24 hours. */
  readonly entriesToday: number
}

/**
 * Prints how each feed that is to be polled does.
 *
 * @returns How many of them are not heard.
 */
export async function showFeedHealth(
  database: Database,
  limits: Limits['health'],
  now: Date,
  isJson: boolean,
): Promise<number> {
  const alerts = await listOpenAlerts(database)
  const paces = await listFeedPaces(database, limits.paceWindowMs, now)
  const streaks = await countFailureStreaks(database)
  const watched = (await listFeeds(database)).filter((feed) => feed.isEnabled || feed.disabledReason !== null)
  const rows = watched.map((feed): HealthRow => {
    const pace = paces.get(feed.id)!
    return {
      id: feed.id,
      ...stateOf(feed, alerts.get(feed.id)),
      lastSucceededAt: feed.lastSucceededAt,
      lastNewAt: pace.lastNewAt ?? null,
      streak: streaks.get(feed.id) ?? 0,
      entriesPerDay: findEntriesPerDay(pace, limits) ?? null,
      entriesToday: pace.todayCount,
    }
  })
  if (isJson) for (const row of rows) await printLine(JSON.stringify(row))
  else await printTable(['ID', 'STATE', 'SINCE', 'LAST OK', 'FAILED', 'A DAY', 'TODAY', 'REASON'], rows.map(cellsOf))
  const unheard = rows.filter((row) => row.state !== 'ok' && row.state !== 'new').length
  note(`${unheard} of ${rows.length} feeds are not heard`)
  return unheard
}

/** Prints every time in which a feed was not heard, in the order in which they began. */
export async function showAlertHistory(database: Database, isJson: boolean): Promise<void> {
  const alerts = (await listFeedAlerts(database, SHOWN_ALERTS)).reverse()
  if (isJson) for (const alert of alerts) await printLine(JSON.stringify(alert))
  else {
    await printTable(
      ['NUMBER', 'FEED', 'STATE', 'FROM', 'TO', 'REASON'],
      alerts.map((alert) => [
        String(alert.id),
        alert.feedId,
        alert.state,
        alert.openedAt.toISOString(),
        alert.closedAt?.toISOString() ?? 'now',
        alert.reason,
      ]),
    )
  }
}

function stateOf(feed: FeedStatus, alert: Pick<FeedAlert, 'state' | 'reason' | 'openedAt'> | undefined) {
  if (alert) return { state: alert.state, since: alert.openedAt, reason: alert.reason }
  if (!feed.isEnabled) return { state: 'disabled', since: null, reason: feed.disabledReason }
  return { state: feed.pollReason === null ? 'new' : 'ok', since: null, reason: null }
}

function cellsOf(row: HealthRow): string[] {
  return [
    row.id,
    row.state,
    row.since?.toISOString() ?? '',
    row.lastSucceededAt?.toISOString() ?? 'never',
    String(row.streak),
    row.entriesPerDay?.toFixed(1) ?? '',
    String(row.entriesToday),
    row.reason ?? '',
  ]
}
