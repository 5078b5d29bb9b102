import { setTimeout as sleep } from 'node:timers/promises'
import { loadExtractionRules } from '../config/extraction.ts'
import { loadLexicon } from '../config/lexicon.ts'
import { loadDocument, loadLastDocument, saveDocument, sha256 } from '../src/db/documents.ts'
import { loadOriginal, saveCanonicalKey, saveDuplicate } from '../src/db/duplicates.ts'
import { listKnownEntries, loadNewestEntry } from '../src/db/entries.ts'
import { listFeedPaces } from '../src/db/feedPace.ts'
import { reserveSlots } from '../src/db/hosts.ts'
import { loadOutlet } from '../src/db/outlets.ts'
import { loadPoll, savePoll } from '../src/db/polls.ts'
import { saveTagging } from '../src/db/records.ts'
import { loadKnownRevision, loadLastRevision, saveRevision } from '../src/db/revisions.ts'
import { listRobots, saveCrawlDelay, saveRobots } from '../src/db/robots.ts'
import { advanceVisit, loadVisit, saveRedirect } from '../src/db/visits.ts'
import type { Article, Extraction } from '../src/domain/article.ts'
import type { ParsedEntry, ParsedFeed } from '../src/domain/feed.ts'
import type { Mention, TaggableArticle } from '../src/domain/mention.ts'
import type { VisitKey, VisitStage, VisitStep } from '../src/domain/visit.ts'
import { type FetchRequest, openFetcher } from '../src/net/fetchUrl.ts'
import { openHostGate } from '../src/net/openHostGate.ts'
import { openRobotsFetcher } from '../src/net/openRobotsFetcher.ts'
import { PRODUCT, userAgent } from '../src/net/userAgent.ts'
import type { Storage } from '../src/runtime/openServices.ts'
import { type CheckRobotsDeps, checkRobots, isKnownAllowed } from '../src/steps/checkRobots.ts'
import type { FetchEntryDeps } from '../src/steps/fetchEntry.ts'
import type { PollFeedDeps } from '../src/steps/pollFeed.ts'
import type { ReadArticleDeps } from '../src/steps/readArticle.ts'
import type { TagArticleDeps } from '../src/steps/tagArticle.ts'
import { takeTurn } from '../src/steps/takeTurn.ts'
import type { ExtractArticleTask, ParseFeedTask } from '../src/thread/coreThread.ts'
import { openCoreThreads } from '../src/thread/openCoreThreads.ts'

const ACCEPT_FEED =
  'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5'
const ACCEPT_PAGE = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5'

/** The real dependencies of the four stages. */
export interface Stages {
  readonly poll: PollFeedDeps
  readonly fetch: FetchEntryDeps
  readonly read: ReadArticleDeps
  readonly tag: TagArticleDeps
  close(): Promise<void>
}

/** Opens the network, the threads and the lexicon, and ties them to the store. */
export function openStages({ env, lists, database }: Storage): Stages {
  const { limits } = lists
  const now = () => new Date()
  const fetcher = openFetcher({
    limits: limits.fetch,
    userAgent: userAgent(env.contact),
    allowPrivate: env.allowPrivate,
  })
  const gapMs = env.hostGapMs ?? limits.host.gapMs
  const gate = openHostGate(limits.host.maxAtOnce, gapMs)
  const { maxFeedBytes, feedTotalTimeoutMs, maxArticleBytes, articleTotalTimeoutMs } = limits.fetch
  const feedBounds = { accept: ACCEPT_FEED, maxBytes: maxFeedBytes, totalTimeoutMs: feedTotalTimeoutMs }
  const pageBounds = { accept: ACCEPT_PAGE, maxBytes: maxArticleBytes, totalTimeoutMs: articleTotalTimeoutMs }
  const reserveSlot = async (siteKey: string) => (await reserveSlots(database, siteKey, 1, gapMs, now()))[0]!
  const turns = { siteKey: limits.host.siteKey, reserveSlot, sleep, maxWaitMs: gapMs }
  const ask = (request: FetchRequest, siteKey: string) => {
    const beforeRedirect = (target: string) => takeTurn(siteKey, target, turns)
    return gate.run(siteKey, () => fetcher.fetch({ beforeRedirect, ...request }))
  }
  const robots: CheckRobotsDeps = {
    now,
    siteKey: limits.host.siteKey,
    robotsLimits: limits.robots,
    product: PRODUCT,
    loadRobots: async (origin) => (await listRobots(database, [origin])).get(origin),
    fetchRobots: openRobotsFetcher(ask, limits.robots),
    saveRobots: (origin, answer) => saveRobots(database, origin, answer, now()),
    saveCrawlDelay: (origin, siteKey, delayMs) => saveCrawlDelay(database, origin, siteKey, delayMs),
  }
  const lexicon = loadLexicon(env.configDir)
  const threads = openCoreThreads(env.threads, limits.thread, loadExtractionRules(env.configDir), lexicon)
  const endVisit = (key: VisitKey, from: VisitStage, step: VisitStep) => advanceVisit(database, key, from, step, now())
  const visits = {
    now,
    recheckAfterMs: limits.recheckAfterMs,
    loadVisit: (key: VisitKey) => loadVisit(database, key),
    loadLastRevision: (articleId: string) => loadLastRevision(database, articleId),
    endVisit,
  }

  return {
    poll: {
      now,
      limits,
      outlets: lists.outlets,
      loadPoll: (pollId) => loadPoll(database, pollId),
      listKnownEntries: (entryIds) => listKnownEntries(database, entryIds),
      fetchFeed: (url, validators, siteKey) => ask({ url, validators, ...feedBounds }, siteKey),
      parseFeed: ({ body, headers, finalUrl }) =>
        threads.run<ParseFeedTask, ParsedFeed>('parseFeed', {
          input: { body, url: finalUrl, now: now(), ...contentTypeOf(headers) },
          limits: limits.feed,
        }),
      loadFeedPace: async (feedId) =>
        (await listFeedPaces(database, limits.health.paceWindowMs, now(), feedId)).get(feedId) ?? { recentCount: 0 },
      hash: sha256,
      savePoll: (task, result) => savePoll(database, task, result, now()),
    },
    fetch: {
      ...visits,
      loadLastDocument: (articleId) => loadLastDocument(database, articleId),
      siteKey: limits.host.siteKey,
      checkRobots: (url) => checkRobots(url, robots),
      isKnownAllowed: (url) => isKnownAllowed(url, robots),
      fetchPage: (url, validators, siteKey, beforeRedirect) =>
        ask({ url, validators, beforeRedirect, ...pageBounds }, siteKey),
      reserveSlot,
      saveRedirect: (key, url) => saveRedirect(database, key, url),
      maxRedirects: limits.fetch.maxRedirects,
      hash: sha256,
      saveDocument: (key, document) => saveDocument(database, key, document),
    },
    read: {
      ...visits,
      loadDocument: (key) => loadDocument(database, key),
      loadEntry: (articleId) => loadNewestEntry(database, articleId),
      loadLastRevision: (articleId) => loadKnownRevision(database, articleId),
      extract: ({ body, headers, finalUrl }) =>
        threads.run<ExtractArticleTask, Extraction>('extractArticle', {
          page: { body, url: finalUrl, now: now(), ...contentTypeOf(headers) },
          limits: limits.page,
        }),
      articleFromEntry: (entry) => threads.run<ParsedEntry, Article | undefined>('articleFromEntry', entry),
      outlets: lists.outlets,
      loadOriginal: (articleId, outletId, urlKeys) => loadOriginal(database, articleId, outletId, urlKeys),
      saveCanonicalKey: (articleId, urlKey) => saveCanonicalKey(database, articleId, urlKey),
      saveDuplicate: (key, originalId) => saveDuplicate(database, key, originalId, now()),
      hash: sha256,
      saveRevision: (key, article, textSha256) => saveRevision(database, key, article, textSha256, now()),
    },
    tag: {
      ...visits,
      taggerVersion: lexicon.version,
      loadOutlet: (outletId) => loadOutlet(database, outletId),
      findMentions: (article) => threads.run<TaggableArticle, readonly Mention[]>('findMentions', article),
      saveTagging: (tagging, plan) => saveTagging(database, tagging, plan, now()),
    },
    async close() {
      await fetcher.close()
      await threads.close()
    },
  }
}

function contentTypeOf(headers: Readonly<Record<string, string>>): { contentType?: string } {
  const contentType = headers['content-type']
  return contentType === undefined ? {} : { contentType }
}
