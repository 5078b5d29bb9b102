import type { FeedCounts } from '../../db/countFeedHealth.ts'
import type { ListedRecord } from '../../db/listRecords.ts'
import type { MentionKind } from '../../domain/mention.ts'
import { html, type Raw, safeUrl } from '../html.ts'
import { formatAge, formatTime, layout } from './layout.ts'

export const KIND_NAMES: Readonly<Record<MentionKind, string>> = {
  claim: 'Claim',
  denial: 'Denial',
  challenge: 'Challenge',
  evidence_note: 'Evidence note',
}

const MAX_QUOTE_LENGTH = 240

/**
 * The page at `/`: the newest records, and how the feeds do. Roles are spelt out since narrow screens lay the table out as blocks.
 */
export function newestPage(rows: readonly ListedRecord[], feeds: FeedCounts, now: Date, stylesheet: string): Raw {
  const table = html`<div class="scroll" role="region" aria-labelledby="newest" tabindex="0">
<table role="table">
<caption id="newest">The newest ${rows.length} records, times in UTC</caption>
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Date</th><th role="columnheader" scope="col">Kind</th><th role="columnheader" scope="col">Who says it, of whom</th>
<th role="columnheader" scope="col">Quote</th><th role="columnheader" scope="col">Election</th><th role="columnheader" scope="col">Outlet</th>
</tr></thead>
<tbody role="rowgroup">
${rows.map(tableRow)}
</tbody>
</table>
</div>`
  return layout(
    'claimwire: newest records',
    stylesheet,
    html`<h1>Newest records</h1>
<p class="state">${feedLine(feeds, now)}</p>
${rows.length === 0 ? html`<p>There are no records yet.</p>` : table}`,
  )
}

function tableRow({ record, sortAt }: ListedRecord): Raw {
  const { mention, article, outlet } = record
  const original = safeUrl(article.url)
  return html`<tr role="row">
<td role="cell">${formatTime(sortAt)}</td>
<td role="cell" class="kind ${mention.kind}"><a href="/v1/records/${encodeURIComponent(record.id)}">${KIND_NAMES[mention.kind]}</a></td>
<td role="cell"><bdi>${mention.speaker.name ?? 'unknown'}</bdi> → <bdi>${mention.accused.name ?? 'unknown'}</bdi></td>
<td role="cell"><a href="/articles/${encodeURIComponent(article.id)}#${mention.id}"><q lang="${article.language}" dir="auto">${shorten(mention.quote.exact)}</q></a></td>
<td role="cell"><bdi>${mention.election.id ?? mention.election.country ?? 'unknown'}</bdi></td>
<td role="cell"><bdi>${outlet.name}</bdi>${original && html` <a href="${original}" rel="noreferrer external" aria-label="Original at ${outlet.name}">original</a>`}</td>
</tr>
`
}

function feedLine({ counts, lastSucceededAt }: FeedCounts, now: Date): Raw {
  const age = lastSucceededAt
    ? html`Data up to ${formatTime(lastSucceededAt)} UTC (${formatAge(lastSucceededAt, now)}).`
    : 'No feed has answered yet.'
  const { ok, new: waiting, silent, disabled } = counts
  const failing = counts.failing + counts.html + counts.challenge
  return html`${age} Feeds: ${ok} ok, ${failing} failing, ${silent} silent beyond their habit, ${waiting} not polled yet, ${disabled} disabled.`
}

function shorten(quote: string): string {
  return quote.length <= MAX_QUOTE_LENGTH ? quote : `${quote.slice(0, MAX_QUOTE_LENGTH).trimEnd()}…`
}
