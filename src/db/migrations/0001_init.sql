-- Whom we watch: copied from config/ at start, so that SQL can join it.
create table outlet (
  id text primary key,
  name text not null,
  homepage text not null,
  country text,
  labels jsonb not null
);

create table feed (
  id text primary key,
  outlet_id text not null references outlet,
  url text not null,
  -- As feeds.json gave it last: when it gives another, that counts, and else where the feed itself has moved to.
  listed_url text,
  is_enabled boolean not null,
  -- May be polled every few minutes.
  is_fast boolean not null default false,
  origin text not null check (origin in ('config', 'added')),
  title text,
  -- What the polling policy remembers; its form is known to src/core/feed/planPoll.ts alone.
  poll_state jsonb not null,
  next_poll_at timestamptz not null,
  poll_reason text,
  -- Where a permanent redirect leads, to another site: a person decides.
  proposed_url text,
  last_succeeded_at timestamptz,
  disabled_reason text
);
create unique index feed_url on feed (url) where is_enabled;
create index feed_due on feed (next_poll_at) where is_enabled;

-- A run is one batch of due feeds and everything that follows from it.
create table run (
  id text primary key,
  trigger text not null check (trigger in ('schedule', 'once')),
  started_at timestamptz not null
);

-- One poll of one feed. Open while outcome is null.
create table poll (
  id bigint generated always as identity primary key,
  run_id text not null references run,
  feed_id text not null references feed,
  created_at timestamptz not null,
  tries int not null default 0,
  swept_at timestamptz,
  outcome text check (outcome in ('parsed', 'unchanged', 'failed')),
  reason text,
  -- Why the next poll is when it is.
  decision text,
  seen_count int not null default 0,
  new_count int not null default 0,
  known_count int not null default 0,
  skipped_count int not null default 0,
  finished_at timestamptz
);
create unique index poll_open on poll (feed_id) where outcome is null;
create index poll_run on poll (run_id);
create index poll_feed on poll (feed_id, id);

-- What a URL key names, whichever feeds carry it.
create table article (
  id text primary key,
  url text not null,
  url_key text not null unique,
  outlet_id text not null references outlet,
  first_seen_at timestamptz not null,
  -- Its page named this one as the canonical: the sightings of both are this one's.
  duplicate_of text references article,
  -- The URL key under which its page says that it belongs, when that is another.
  canonical_key text
);
create index article_canonical on article (canonical_key) where canonical_key is not null;

-- One line of one feed. Several may show the same article: each is a sighting of its own.
create table entry (
  id text primary key,
  feed_id text not null references feed,
  poll_id bigint not null references poll,
  article_id text references article,
  skip_reason text,
  guid text,
  link text,
  title text,
  summary text,
  authors jsonb not null,
  categories jsonb not null,
  language text,
  published_at timestamptz,
  updated_at timestamptz,
  flags jsonb not null,
  content_hash text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null
);
create index entry_article on entry (article_id);
create index entry_feed on entry (feed_id, first_seen_at);

-- One go of one article through fetch, read and tag: the only row that more than one stage writes.
create table visit (
  article_id text not null references article,
  number int not null,
  run_id text not null references run,
  cause text not null check (cause in ('new', 'changed', 'recheck', 'replay')),
  stage text not null check (stage in ('fetch', 'read', 'tag', 'done')),
  outcome text check (outcome in ('tagged', 'unchanged', 'skipped', 'set_aside')),
  reason text,
  tries int not null default 0,
  stage_since timestamptz not null,
  swept_at timestamptz,
  next_visit_at timestamptz,
  -- Why there is no page although the visit went on: a gap in what we can see.
  blocked_by text check (blocked_by in ('robots', 'robots_unreachable')),
  -- Where the page has moved to, while that site's robots.txt or turn is waited for; and how often it has moved.
  redirect_url text,
  redirect_count int not null default 0,
  primary key (article_id, number),
  check ((stage = 'done') = (outcome is not null))
);
create unique index visit_open on visit (article_id) where stage <> 'done';
create index visit_run on visit (run_id);
create index visit_stale on visit (coalesce(swept_at, stage_since)) where stage <> 'done';
create index visit_due on visit (next_visit_at) where stage = 'done' and next_visit_at is not null;

create table document (
  article_id text not null,
  visit int not null,
  url text not null,
  final_url text not null,
  status int not null,
  headers jsonb not null,
  -- Decompressed bytes as the server sent them, packed with zstd (RFC 8878) by us.
  body bytea not null,
  body_sha256 text not null,
  body_bytes int not null,
  fetched_at timestamptz not null,
  primary key (article_id, visit),
  foreign key (article_id, visit) references visit
);

create table revision (
  article_id text not null references article,
  number int not null,
  visit int not null,
  title text,
  authors jsonb not null,
  site_name text,
  section text,
  published_at timestamptz,
  modified_at timestamptz,
  language text not null,
  canonical_url text,
  text text not null,
  text_sha256 text not null,
  zones jsonb not null,
  text_source text not null check (text_source in ('page', 'feed')),
  flags jsonb not null,
  created_at timestamptz not null,
  primary key (article_id, number),
  unique (article_id, visit)
);

-- That a revision was tagged, and by which tagger; its mentions may be none.
create table tagging (
  article_id text not null,
  revision int not null,
  tagger_version text not null,
  tagged_at timestamptz not null,
  primary key (article_id, revision),
  foreign key (article_id, revision) references revision
);

create table mention (
  article_id text not null,
  revision int not null,
  id text not null,
  position int not null,
  body jsonb not null,
  primary key (article_id, revision, id),
  foreign key (article_id, revision) references tagging
);

create table record (
  id text primary key,
  article_id text not null references article,
  outlet_id text not null references outlet,
  kind text not null,
  speaker text,
  accused text,
  election_id text,
  language text not null,
  version int not null,
  body jsonb not null,
  -- min(declared date, first seen + 1 h): a date in the future cannot lead the list.
  sort_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create index record_article on record (article_id);
create index record_newest on record (sort_at desc, id desc) where deleted_at is null;
create index record_election on record (election_id, sort_at desc, id desc) where deleted_at is null;

-- Times in which we could not hear what a feed says: silence of ours is no silence of theirs. In the order in which they
-- began; open while closed_at is null.
create table feed_alert (
  id bigint generated always as identity primary key,
  feed_id text not null references feed,
  state text not null check (state in ('failing', 'html', 'challenge', 'silent', 'disabled')),
  reason text not null,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create unique index feed_alert_open on feed_alert (feed_id) where closed_at is null;

create table change (
  sequence bigint primary key,
  action text not null check (action in ('create', 'update', 'delete')),
  -- What it is about: a record, or a time in which a feed is not heard.
  record_id text references record,
  feed_alert_id bigint references feed_alert,
  version int not null,
  at timestamptz not null,
  body jsonb not null,
  unique (record_id, version),
  unique (feed_alert_id, version),
  check ((record_id is null) <> (feed_alert_id is null))
);

-- One row: the last sequence given out. Its lock puts commits in order and leaves no gap after a rollback.
create table change_counter (
  only_row boolean primary key default true check (only_row),
  last bigint not null
);
insert into change_counter (last) values (0);

-- When the next request to a site may start.
create table host (
  key text primary key,
  next_at timestamptz not null
);

-- What the robots.txt of each origin (scheme, host, port) said last.
create table robots (
  origin text primary key,
  -- Null: it said that there is none, or never said anything.
  body text,
  -- Null: it never answered.
  answered_at timestamptz,
  checked_at timestamptz not null,
  -- Why the last attempt got no answer.
  failure text,
  -- The site whose slots it speaks for, and the time that it wants between two of them.
  site_key text,
  crawl_delay_ms int
);
create index robots_site on robots (site_key);

-- What a person must look at. Open while resolved_at is null.
create table set_aside (
  id bigint generated always as identity primary key,
  stage text not null check (stage in ('fetch', 'read', 'tag')),
  article_id text not null references article,
  visit int not null,
  code text not null,
  message text not null,
  created_at timestamptz not null,
  resolved_at timestamptz
);
create unique index set_aside_open on set_aside (article_id) where resolved_at is null;

-- That something regular happened, so that its lateness can be seen from any process.
create table heartbeat (
  name text primary key,
  at timestamptz not null
);

-- How long jobs took, summed over all worker processes: one row a stage and upper bound (Prometheus histogram).
create table stage_duration (
  stage text not null,
  bound_ms int not null,
  job_count bigint not null,
  total_ms bigint not null,
  primary key (stage, bound_ms)
);
