import type { TaggedRecord } from '../../domain/record.ts'

type Cell = string | number | null

// A column a line: its heading, and what stands in it.
const COLUMNS: readonly (readonly [string, (record: TaggedRecord) => Cell])[] = [
  ['id', ({ id }) => id],
  ['version', ({ version }) => version],
  ['kind', ({ mention }) => mention.kind],
  ['subtype', ({ mention }) => mention.subtype],
  ['speaker', ({ mention }) => mention.speaker.name],
  ['on_behalf_of', ({ mention }) => mention.speaker.onBehalfOf],
  ['via', ({ mention }) => mention.via],
  ['accused', ({ mention }) => mention.accused.name],
  ['election_id', ({ mention }) => mention.election.id],
  ['scope', ({ mention }) => mention.scope],
  ['methods', ({ mention }) => mention.methods.join(' ')],
  ['mode', ({ mention }) => mention.mode],
  ['modality', ({ mention }) => mention.modality],
  ['evidence_status', ({ mention }) => mention.evidenceStatus],
  ['quote', ({ mention }) => mention.quote.exact],
  ['responds_to', ({ mention }) => mention.respondsTo.join(' ')],
  ['confidence', ({ mention }) => mention.confidence],
  ['outlet_id', ({ outlet }) => outlet.id],
  [
    'outlet_labels',
    ({ outlet }) => outlet.labels.map(({ label, source, asOf }) => `${label} (${source}, ${asOf})`).join('; '),
  ],
  ['article_id', ({ article }) => article.id],
  ['article_url', ({ article }) => article.url],
  ['article_title', ({ article }) => article.title],
  ['published_at', ({ article }) => article.publishedAt],
  ['first_seen_at', ({ article }) => article.firstSeenAt],
  ['tagger_version', ({ mention }) => mention.taggerVersion],
]

/** The first line of a CSV file of records (RFC 4180). */
export const csvHeader = COLUMNS.map(([heading]) => heading).join(',')

/**
 * Writes one record as a line of CSV.
 *
 * @returns RFC 4180 without the line end; a text that a spreadsheet would take for a formula is led by an apostrophe
 *   (OWASP ASVS 1.2.10).
 * @throws Never.
 */
export function csvLine(record: TaggedRecord): string {
  return COLUMNS.map(([, value]) => csvCell(value(record))).join(',')
}

function csvCell(value: Cell): string {
  if (value === null) return ''
  const text = String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
