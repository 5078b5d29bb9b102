import { sql } from 'kysely'
import type { PollResult, PollTask, SavedPoll } from '../domain/pollTask.ts'
import type { Work } from '../domain/work.ts'
import { saveEntries } from './entries.ts'
import { saveFeedAlert } from './feedAlerts.ts'
import type { Database } from './schema.ts'

/**
 * Opens a poll for each feed that is due and has none open.
 *
 * @returns The polls to make, at most `limit`.
 */
export async function claimDueFeeds(database: Database, runId: string, now: Date, limit: number): Promise<Work[]> {
  const claimed = await database
    .with('claimed', (query) =>
      query
        .insertInto('poll')
        .columns(['run_id', 'feed_id', 'created_at'])
        .expression((row) =>
          row
            .selectFrom('feed')
            .where('is_enabled', '=', true)
            .where('next_poll_at', '<=', now)
            .where(({ not, exists, selectFrom }) =>
              not(exists(selectFrom('poll').whereRef('poll.feed_id', '=', 'feed.id').where('outcome', 'is', null))),
            )
            .orderBy('next_poll_at')
            .limit(limit)
            .select([sql<string>`${runId}`.as('run_id'), 'feed.id', sql<Date>`${now}::timestamptz`.as('created_at')]),
        )
        .onConflict((conflict) => conflict.doNothing())
        .returning(['poll.id', 'poll.feed_id']),
    )
    .selectFrom('claimed')
    .innerJoin('feed', 'feed.id', 'claimed.feed_id')
    .orderBy('claimed.id')
    .select(['claimed.id as pollId', 'feed.url'])
    .execute()
  return claimed.map((poll) => ({ stage: 'poll', ...poll, tries: 0 }))
}

/** @returns The poll's task; undefined when it has ended or never was. */
export async function loadPoll(database: Database, pollId: string): Promise<PollTask | undefined> {
  const row = await database
    .selectFrom('poll')
    .innerJoin('feed', 'feed.id', 'poll.feed_id')
    .where('poll.id', '=', pollId)
    .where('poll.outcome', 'is', null)
    .select([
      'poll.id as pollId',
      'feed.id as feedId',
      'feed.outlet_id as outletId',
      'poll.run_id as runId',
      'feed.url',
      'feed.poll_state as pollState',
      'feed.is_fast as isFast',
    ])
    .executeTakeFirst()
  return row
}

/**
 * Ends a poll: its counts, its entries, new articles with their first visit, and the feed's next poll, in one
 * transaction.
 *
 * @returns What was counted; undefined when the poll had ended before, and nothing was written.
 */
export async function savePoll(
  database: Database,
  task: PollTask,
  result: PollResult,
  now: Date,
): Promise<SavedPoll | undefined> {
  return await database.transaction().execute(async (tx) => {
    const open = await tx
      .selectFrom('poll')
      .where('id', '=', task.pollId)
      .where('outcome', 'is', null)
      .select('id')
      .forUpdate()
      .executeTakeFirst()
    if (!open) return undefined

    const saved = await saveEntries(tx, task, result.entries, now)
    await tx
      .updateTable('poll')
      .set({
        outcome: result.outcome,
        reason: result.reason ?? null,
        decision: result.pollReason,
        seen_count: saved.seen,
        new_count: saved.new,
        known_count: saved.known,
        skipped_count: saved.skipped,
        finished_at: now,
      })
      .where('id', '=', task.pollId)
      .execute()
    await tx
      .updateTable('feed')
      .set({
        poll_state: JSON.stringify(result.pollState),
        next_poll_at: result.nextPollAt,
        poll_reason: result.pollReason,
        proposed_url: result.proposedUrl ?? null,
        ...(result.title === undefined ? {} : { title: result.title }),
        ...(result.outcome === 'failed' ? {} : { last_succeeded_at: now }),
        ...(result.isDisabled ? { is_enabled: false, disabled_reason: result.reason ?? result.pollReason } : {}),
      })
      .where('id', '=', task.feedId)
      .execute()
    if (result.feedUrl !== undefined) await moveFeed(tx, task.feedId, result.feedUrl)
    await saveFeedAlert(tx, task.feedId, result.health, now)
    return saved
  })
}

/** A feed moves to an address only if no other feed has it: otherwise the two would be polled twice. */
async function moveFeed(tx: Database, feedId: string, url: string): Promise<void> {
  await tx
    .updateTable('feed')
    .set({ url })
    .where('id', '=', feedId)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('feed as other').where('other.url', '=', url))))
    .execute()
}
