import type { Mention } from '../../domain/mention.ts'
import { html, type Raw } from '../html.ts'
import { KIND_NAMES } from './newestPage.ts'

/**
 * Marks the spans of mentions in a text. Spans may overlap, and marks may not, so the text is cut wherever a span
 * starts or ends.
 *
 * @param mentions In the order of the text.
 * @returns The text in pieces; the piece where a mention starts carries its id, for links.
 */
export function markText(text: string, mentions: readonly Mention[]): Raw[] {
  const edges = mentions.flatMap(({ span }) => [span.start, span.end])
  const cuts = [...new Set([0, ...edges, text.length])]
    .filter((cut) => cut >= 0 && cut <= text.length)
    .sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1]!
    const piece = text.slice(start, end)
    const covering = mentions.filter(({ span }) => span.start <= start && span.end >= end)
    const anchors = covering.filter(({ span }) => span.start === start).map(({ id }) => html`<a id="${id}"></a>`)
    if (covering.length === 0) return html`${piece}`
    const kinds = [...new Set(covering.map(({ kind }) => kind))]
    const names = kinds.map((kind) => KIND_NAMES[kind]).join(', ')
    return html`${anchors}<mark class="${kinds.join(' ')}" title="${names}"><span class="aside">[${names}: </span>${piece}<span class="aside">]</span></mark>`
  })
}
