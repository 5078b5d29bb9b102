import { listFeedAlerts } from '../db/feedAlerts.ts'
import { countSightings, listPolls } from '../db/feedDetail.ts'
import { listFeeds } from '../db/feeds.ts'
import type { Database } from '../db/schema.ts'
import { PipelineError } from '../domain/error.ts'
import { note, printLine, printTable } from './output.ts'

const SHOWN_POLLS = 20
const SHOWN_ALERTS = 20

/**
 * Prints one feed: where it stands, why each poll was followed by the next when it was, what it has shown us.
 *
 * @throws PipelineError INPUT_INVALID when there is no such feed.
 */
export async function showFeed(id: string, database: Database, isJson: boolean): Promise<void> {
  const feed = (await listFeeds(database)).find((one) => one.id === id)
  if (!feed) throw new PipelineError('INPUT_INVALID', `Cannot show feed "${id}": there is none`)
  const polls = await listPolls(database, id, SHOWN_POLLS)
  const alerts = await listFeedAlerts(database, SHOWN_ALERTS, id)
  const sightings = await countSightings(database, id)
  if (isJson) return await printLine(JSON.stringify({ ...feed, sightings, polls, alerts }))

  await printTable(
    ['FIELD', 'VALUE'],
    [
      ['id', feed.id],
      ['url', feed.url],
      ['title', feed.title ?? ''],
      ['outlet', feed.outletId],
      ['enabled', feed.isEnabled ? 'yes' : `no: ${feed.disabledReason ?? 'by the list'}`],
      ['fast', feed.isFast ? 'yes' : 'no'],
      ['last success', feed.lastSucceededAt?.toISOString() ?? 'never'],
      ['next poll', feed.nextPollAt.toISOString()],
      ['why then', feed.pollReason ?? 'new'],
      ['proposed address', feed.proposedUrl ?? ''],
      ['entries', `${sightings.entries}, ${sightings.skipped} of them skipped`],
      ['articles', `${sightings.articles}, ${sightings.shared} of them in other feeds too`],
    ],
  )
  note('Last polls, newest first:')
  await printTable(
    ['ENDED', 'OUTCOME', 'SEEN', 'NEW', 'NEXT POLL BECAUSE'],
    polls.map((poll) => [
      poll.finishedAt.toISOString(),
      poll.reason ?? poll.outcome,
      String(poll.seen),
      String(poll.new),
      poll.decision ?? '',
    ]),
  )
  if (alerts.length === 0) return
  note('Times in which it was not heard, newest first:')
  await printTable(
    ['FROM', 'TO', 'STATE', 'REASON'],
    alerts.map((alert) => [
      alert.openedAt.toISOString(),
      alert.closedAt?.toISOString() ?? 'now',
      alert.state,
      alert.reason,
    ]),
  )
}
