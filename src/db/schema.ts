import type { ColumnType, Generated, Kysely } from 'kysely'
import type { Zone } from '../domain/article.ts'
import type { AlertState, FeedAlertLine } from '../domain/feedHealth.ts'
import type { Mention } from '../domain/mention.ts'
import type { ProvenanceLabel } from '../domain/outlet.ts'
import type { ChangeAction, TaggedRecord } from '../domain/record.ts'
import type { BlockedBy, VisitCause, VisitOutcome, VisitStage } from '../domain/visit.ts'

/** Read as a value, written as JSON text. */
type Json<T> = ColumnType<T, string, string>
type Unset<T> = ColumnType<T | null, T | null | undefined, T | null>

/** The tables of `migrations/`, one type each; comments on meaning stand there. */
export interface Schema {
  outlet: {
    id: string
    name: string
    homepage: string
    country: string | null
    labels: Json<readonly ProvenanceLabel[]>
  }
  feed: {
    id: string
    outlet_id: string
    url: string
    listed_url: Unset<string>
    is_enabled: boolean
    is_fast: Generated<boolean>
    origin: 'config' | 'added'
    title: Unset<string>
    poll_state: Json<unknown>
    next_poll_at: Date
    poll_reason: Unset<string>
    proposed_url: Unset<string>
    last_succeeded_at: Unset<Date>
    disabled_reason: Unset<string>
  }
  run: { id: string; trigger: 'schedule' | 'once'; started_at: Date }
  poll: {
    id: Generated<string>
    run_id: string
    feed_id: string
    created_at: Date
    tries: Generated<number>
    swept_at: Unset<Date>
    outcome: Unset<'parsed' | 'unchanged' | 'failed'>
    reason: Unset<string>
    decision: Unset<string>
    seen_count: Generated<number>
    new_count: Generated<number>
    known_count: Generated<number>
    skipped_count: Generated<number>
    finished_at: Unset<Date>
  }
  article: {
    id: string
    url: string
    url_key: string
    outlet_id: string
    first_seen_at: Date
    duplicate_of: Unset<string>
    canonical_key: Unset<string>
  }
  entry: {
    id: string
    feed_id: string
    poll_id: string
    article_id: string | null
    skip_reason: string | null
    guid: string | null
    link: string | null
    title: string | null
    summary: string | null
    authors: Json<readonly string[]>
    categories: Json<readonly string[]>
    language: string | null
    published_at: Date | null
    updated_at: Date | null
    flags: Json<readonly string[]>
    content_hash: string
    first_seen_at: Date
    last_seen_at: Date
  }
  visit: {
    article_id: string
    number: number
    run_id: string
    cause: VisitCause
    stage: VisitStage
    outcome: Unset<VisitOutcome>
    reason: Unset<string>
    tries: Generated<number>
    stage_since: Date
    swept_at: Unset<Date>
    next_visit_at: Unset<Date>
    blocked_by: Unset<BlockedBy>
    redirect_url: Unset<string>
    redirect_count: Generated<number>
  }
  document: {
    article_id: string
    visit: number
    url: string
    final_url: string
    status: number
    headers: Json<Readonly<Record<string, string>>>
    body: Buffer
    body_sha256: string
    body_bytes: number
    fetched_at: Date
  }
  revision: {
    article_id: string
    number: number
    visit: number
    title: string | null
    authors: Json<readonly string[]>
    site_name: string | null
    section: string | null
    published_at: Date | null
    modified_at: Date | null
    language: string
    canonical_url: string | null
    text: string
    text_sha256: string
    zones: Json<readonly Zone[]>
    text_source: 'page' | 'feed'
    flags: Json<readonly string[]>
    created_at: Date
  }
  tagging: { article_id: string; revision: number; tagger_version: string; tagged_at: Date }
  mention: { article_id: string; revision: number; id: string; position: number; body: Json<Mention> }
  record: {
    id: string
    article_id: string
    outlet_id: string
    kind: string
    speaker: string | null
    accused: string | null
    election_id: string | null
    language: string
    version: number
    body: Json<TaggedRecord>
    sort_at: Date
    updated_at: Date
    deleted_at: Unset<Date>
  }
  change: {
    sequence: string
    action: ChangeAction
    record_id: Unset<string>
    feed_alert_id: Unset<string>
    version: number
    at: Date
    body: Json<TaggedRecord | FeedAlertLine>
  }
  change_counter: { only_row: Generated<boolean>; last: string }
  host: { key: string; next_at: Date }
  feed_alert: {
    id: Generated<string>
    feed_id: string
    state: AlertState
    reason: string
    opened_at: Date
    closed_at: Unset<Date>
  }
  robots: {
    origin: string
    body: Unset<string>
    answered_at: Unset<Date>
    checked_at: Date
    failure: Unset<string>
    site_key: Unset<string>
    crawl_delay_ms: Unset<number>
  }
  heartbeat: { name: string; at: Date }
  stage_duration: { stage: string; bound_ms: number; job_count: string; total_ms: string }
  set_aside: {
    id: Generated<string>
    stage: 'fetch' | 'read' | 'tag'
    article_id: string
    visit: number
    code: string
    message: string
    created_at: Date
    resolved_at: Unset<Date>
  }
}

export type Database = Kysely<Schema>
