import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { buildOpml } from '../core/feed/buildOpml.ts'
import { parseOpml } from '../core/feed/parseOpml.ts'
import { newPollState } from '../core/feed/planPoll.ts'
import { normalizeUrl } from '../core/url/normalizeUrl.ts'
import { sha256 } from '../db/documents.ts'
import { type FeedStatus, insertFeed, listFeeds } from '../db/feeds.ts'
import { listOutlets, upsertOutlets } from '../db/outlets.ts'
import type { Database } from '../db/schema.ts'
import { PipelineError } from '../domain/error.ts'
import { checkFeed } from './checkFeed.ts'
import { openContext, openLists } from './context.ts'
import { EXIT } from './exitCodes.ts'
import { findFeeds } from './findFeeds.ts'
import { note, printable, printLine, printTable } from './output.ts'
import { showFeed } from './showFeed.ts'
import { showAlertHistory, showFeedHealth } from './showFeedHealth.ts'
import { withStorage } from './withStorage.ts'

interface AddOptions {
  readonly outlet: string
  readonly unchecked?: boolean
}

const OUTLET_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Adds `feeds list|show|health|add|import|export|check`. */
export function addFeedsCommand(program: Command): void {
  const feeds = program.command('feeds').description('what is polled')

  feeds
    .command('list')
    .description('every feed and where it stands')
    .action(async (_options, command: Command) =>
      withStorage(command, async ({ database }, { isJson }) => {
        const found = await listFeeds(database)
        if (isJson) for (const feed of found) await printLine(JSON.stringify(feed))
        else await printTable(['ID', 'ON', 'LAST OK', 'NEXT POLL', 'WHY THEN', 'URL'], found.map(row))
      }),
    )

  feeds
    .command('show')
    .description('one feed: where it stands, why it is polled when it is, what it has shown us')
    .argument('<id>')
    .action(async (id: string, _options, command: Command) =>
      withStorage(command, ({ database }, { isJson }) => showFeed(id, database, isJson)),
    )

  feeds
    .command('health')
    .description('which feeds we hear; exits 3 when there is one that we do not')
    .option('--history', 'every time in which a feed was not heard, oldest first')
    .action(async ({ history = false }: { history?: boolean }, command: Command) =>
      withStorage(command, async ({ database, lists }, { isJson }) => {
        if (history) return await showAlertHistory(database, isJson)
        const unheard = await showFeedHealth(database, lists.limits.health, new Date(), isJson)
        if (unheard > 0) process.exitCode = EXIT.partial
      }),
    )

  feeds
    .command('add')
    .description('poll one more feed; of a page, the first feed that it names')
    .argument('<url>')
    .requiredOption('--outlet <id>', 'whose it is; an outlet of outlets.json, or a new one')
    .option('--unchecked', 'as it is, without asking the site')
    .action(async (url: string, { outlet, unchecked = false }: AddOptions, command: Command) =>
      withStorage(command, async ({ database, lists }, context) => {
        if (!OUTLET_ID.test(outlet)) {
          throw new PipelineError(
            'INPUT_INVALID',
            `Cannot use outlet "${outlet}": an id has a-z, 0-9 and single hyphens`,
          )
        }
        const isUsable = normalizeUrl(url) !== undefined
        const found = unchecked || !isUsable ? undefined : (await findFeeds(url, 1, context, lists.limits))[0]
        const address = found?.url ?? url
        await addFeed(database, { url: address, outletId: outlet })
        if (context.isJson) await printLine(JSON.stringify({ added: address, source: found?.source ?? 'unchecked' }))
        else note(`added ${address}`)
      }),
    )

  feeds
    .command('import')
    .description('poll every feed of an OPML file; "-" for stdin')
    .argument('<file>')
    .action(async (file: string, _options, command: Command) => {
      const found = parseOpml(file === '-' ? await text(process.stdin) : await readText(file))
      if (found.length === 0)
        throw new PipelineError('INPUT_INVALID', `Cannot import "${file}": it names no feed in OPML`)
      await withStorage(command, async ({ database }, { isJson }) => {
        let added = 0
        for (const feed of found) if (await importFeed(database, feed)) added += 1
        if (isJson) await printLine(JSON.stringify({ found: found.length, added }))
        else note(`${found.length} feeds in the file, ${added} of them new`)
      })
    })

  feeds
    .command('export')
    .description('the enabled feeds as OPML')
    .action(async (_options, command: Command) =>
      withStorage(command, async ({ database }) => {
        const found = (await listFeeds(database)).filter((feed) => feed.isEnabled)
        await printLine(
          buildOpml(
            'claimwire',
            found.map(({ url, title }) => ({ url, ...(title ? { title } : {}) })),
          ),
        )
      }),
    )

  feeds
    .command('check')
    .description('fetch and parse one feed, or those that a page names; changes nothing')
    .argument('<url>')
    .action(async (url: string, _options, command: Command) => {
      const context = openContext(command)
      await checkFeed(url, context, openLists(context).limits)
    })
}

async function addFeed(database: Database, { url, outletId }: { url: string; outletId: string }): Promise<void> {
  const address = normalizeUrl(url)
  if (!address) throw new PipelineError('INPUT_INVALID', `Cannot add "${url}": it is not an http(s) address`)
  if (!(await insertNewFeed(database, address, outletId, new URL(address).origin))) {
    throw new PipelineError('INPUT_INVALID', `Cannot add "${url}": it is there already`)
  }
}

async function importFeed(database: Database, feed: { url: string; title?: string; homepage?: string }) {
  const address = normalizeUrl(feed.url)
  if (!address) {
    note(`skipped "${printable(feed.url, 200)}": it is not an http(s) address`)
    return false
  }
  const homepage = normalizeUrl(feed.homepage ?? '') ?? new URL(address).origin
  return await insertNewFeed(database, address, slug(new URL(homepage).hostname), homepage, feed.title)
}

async function insertNewFeed(database: Database, url: string, outletId: string, homepage: string, name = outletId) {
  const isKnown = (await listOutlets(database)).some((outlet) => outlet.id === outletId)
  if (!isKnown) {
    const labels = [{ label: 'unknown', source: 'none', asOf: new Date().toISOString().slice(0, 10) }]
    await upsertOutlets(database, [{ id: outletId, name, homepage, labels }])
  }
  // Two addresses may shorten to one id.
  const id = slug(url.replace(/^https?:\/\//, ''))
  const insert = (feedId: string) =>
    insertFeed(database, { id: feedId, outletId, url, isEnabled: true }, JSON.stringify(newPollState()), new Date())
  return (await insert(id)) || (await insert(`${id}-${sha256(url).slice(0, 8)}`))
}

const slug = (name: string) =>
  name
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 100)
    .replace(/^-|-$/g, '')

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new PipelineError('INPUT_INVALID', `Cannot read "${file}": ${(error as NodeJS.ErrnoException).code}`, {
      cause: error,
    })
  }
}

function row(feed: FeedStatus): string[] {
  return [
    feed.id,
    feed.isEnabled ? 'yes' : (feed.disabledReason ?? 'no'),
    feed.lastSucceededAt?.toISOString() ?? 'never',
    feed.nextPollAt.toISOString(),
    feed.pollReason ?? '',
    feed.url,
  ]
}
