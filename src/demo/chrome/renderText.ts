import { type Markup, markup } from '../markup.ts'
import type { PageView } from './pageView.ts'

/** A paragraph's text with the article's inline links put in; each link is used once, where its text occurs first. */
export function renderText(page: PageView, paragraph: string): Markup {
  for (const link of page.article.links ?? []) {
    const at = paragraph.indexOf(link.text)
    if (at < 0 || isUsedEarlier(page, link.text, paragraph)) continue
    const url = link.slug === undefined ? (link.url ?? '#') : page.urlOfSlug(link.slug)
    const after = paragraph.slice(at + link.text.length)
    return markup`${paragraph.slice(0, at)}<a href="${url}">${link.text}</a>${after}`
  }
  return markup`${paragraph}`
}

function isUsedEarlier(page: PageView, text: string, paragraph: string): boolean {
  const first = page.article.paragraphs.find((one) => one.includes(text))
  return first !== undefined && first !== paragraph
}
