import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after } from 'node:test'
import { sql } from 'kysely'
import { sha256 } from '../../../src/db/documents.ts'
import { syncFeeds } from '../../../src/db/feeds.ts'
import { migrate } from '../../../src/db/migrate.ts'
import { openDatabase } from '../../../src/db/openDatabase.ts'
import { upsertOutlets } from '../../../src/db/outlets.ts'
import { loadPoll, savePoll } from '../../../src/db/polls.ts'
import { saveRevision } from '../../../src/db/revisions.ts'
import { openRun } from '../../../src/db/runs.ts'
import { advanceVisit } from '../../../src/db/visits.ts'
import type { Article } from '../../../src/domain/article.ts'
import type { Feed, ParsedEntry } from '../../../src/domain/feed.ts'
import type { EntryToSave, PollResult, SavedPoll } from '../../../src/domain/pollTask.ts'
import type { VisitKey, VisitStage } from '../../../src/domain/visit.ts'
import { openEmbedded } from '../../../src/store/openEmbedded.ts'

export const NOW = new Date('2026-11-20T12:00:00.000Z')
export const later = (ms: number) => new Date(NOW.getTime() + ms)

/** One store for all cases: opening one takes seconds. */
const embedded = await openEmbedded({ dataDir: 'memory://', maintenanceEveryMs: 60_000 })
export const database = openDatabase(embedded.poolConfig, (error) => {
  throw error
})
/** What each of two processes that start at once migrated. */
export const firstMigrations = await Promise.all([migrate(database), migrate(database)])

after(async () => {
  await database.destroy()
  await embedded.close()
})

/** Empties every table, and watches two feeds of one outlet. */
export async function reset(feeds: readonly Feed[] = [feed('one'), feed('two')]): Promise<void> {
  await sql`truncate outlet, feed, run, poll, article, entry, visit, document, revision, tagging, mention, record,
    change, host, robots, feed_alert, set_aside, heartbeat, stage_duration restart identity cascade`.execute(database)
  await sql`update change_counter set last = 0`.execute(database)
  await upsertOutlets(database, [outlet('example')])
  await syncFeeds(database, feeds, '{}', NOW)
}

export const outlet = (id: string) => ({
  id,
  name: `Outlet ${id}`,
  homepage: `https://${id}.example/`,
  labels: [{ label: 'unknown', source: 'none', asOf: '2026-11-01' }],
})

export const feed = (id: string, more: Partial<Feed> = {}): Feed => ({
  id,
  outletId: 'example',
  url: `https://${id}.example/rss`,
  isEnabled: true,
  ...more,
})

const short = (prefix: string, text: string) => prefix + createHash('sha256').update(text).digest('hex').slice(0, 24)

export const articleIdOf = (name: string) => short('a', name)

/** One line of feed `feedId` about the article `name`. */
export function line(feedId: string, name: string, more: Partial<ParsedEntry> = {}, contentHash = 'v1'): EntryToSave {
  const url = `https://example.example/${name}`
  const entry = { guid: name, link: url, title: name, authors: [], categories: [], flags: [], ...more }
  const article = { articleId: articleIdOf(name), url, urlKey: `example.example/${name}` }
  return { entryId: short('e', `${feedId} ${name}`), entry, contentHash, article }
}

export function skippedLine(feedId: string, name: string): EntryToSave {
  const { article: _article, ...rest } = line(feedId, name)
  return { ...rest, skipReason: 'ENTRY_NO_LINK' }
}

export const resultOf = (entries: readonly EntryToSave[], more: Partial<PollResult> = {}): PollResult => ({
  outcome: 'parsed',
  entries,
  pollState: { a: 1 },
  nextPollAt: later(3_600_000),
  pollReason: 'every 1 h',
  health: { state: 'ok' },
  isDisabled: false,
  ...more,
})

/** Opens a run at `at`; gives its id and the polls by the feed that they are of. */
export async function openPolls(at = NOW): Promise<{ runId: string; polls: Map<string, string> }> {
  const run = await openRun(database, 'schedule', at, 100)
  assert.ok(run)
  const polls = new Map<string, string>()
  for (const work of run.works) {
    if (work.stage === 'poll') polls.set(new URL(work.url).hostname.replace('.example', ''), work.pollId)
  }
  return { runId: run.runId, polls }
}

export async function save(pollId: string, result: PollResult, at = NOW): Promise<SavedPoll> {
  const task = await loadPoll(database, pollId)
  assert.ok(task)
  const saved = await savePoll(database, task, result, at)
  assert.ok(saved)
  assert.equal(saved.seen, saved.new + saved.known + saved.skipped)
  return saved
}

/** Polls feed `one` with these articles: each has a first visit that waits for its fetch. */
export async function seedArticles(...names: string[]): Promise<VisitKey[]> {
  const { polls } = await openPolls()
  await save(polls.get('one')!, resultOf(names.map((name) => line('one', name))))
  await save(polls.get('two')!, resultOf([], { outcome: 'unchanged' }))
  return names.map((name) => ({ articleId: articleIdOf(name), visit: 1 }))
}

export async function moveTo(key: VisitKey, stage: Exclude<VisitStage, 'fetch' | 'done'>): Promise<void> {
  assert.ok(await advanceVisit(database, key, 'fetch', { to: 'read' }, NOW))
  if (stage === 'tag') assert.equal(typeof (await saveText(key, 'The ministry denied it.')), 'number')
}

export const articleOf = (text: string, more: Partial<Article> = {}): Article => ({
  title: 'A title',
  authors: ['Ann Other'],
  language: 'en',
  text,
  zones: [{ start: 0, end: 3, section: 'headline' }],
  textSource: 'page',
  flags: [],
  ...more,
})

export async function saveText(key: VisitKey, text: string): Promise<number | undefined> {
  return await saveRevision(database, key, articleOf(text), sha256(text), NOW)
}
