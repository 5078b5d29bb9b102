/** What a page says about itself outside its text, as it says it: nothing is checked yet. */
export interface PageHead {
  /** The `<title>`. */
  readonly title: string
  /** `<html lang>`. */
  readonly language: string
  /** `property`, `name`, `itemprop` or `http-equiv` (lower case) with the content, in document order. */
  readonly metas: readonly { readonly key: string; readonly content: string }[]
  readonly links: readonly { readonly rel: string; readonly href: string }[]
  /** The sources of the JSON-LD blocks. */
  readonly jsonLd: readonly string[]
}

/**
 * Reads the first filled meta element with one of the names.
 *
 * @param head The page's own words.
 * @param keys Lower case, best first.
 * @returns The content, trimmed; undefined when no meta element has such a name.
 * @throws Never.
 */
export function findMeta(head: PageHead, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const meta = head.metas.find((candidate) => candidate.key === key && candidate.content.trim() !== '')
    if (meta) return meta.content.trim()
  }
  return undefined
}
