const SCHEME = /^[a-z][a-z0-9+.-]*:/i

/**
 * Makes an address of a Feed absolute.
 *
 * @param written As written, with the blanks and line breaks that writers leave in it.
 * @param bases Tried in order: `xml:base`, the site, the Feed itself.
 * @returns The resolved address; `written` trimmed when no base helps; undefined when there is nothing.
 * @throws Never.
 */
export function resolveLink(written: string | undefined, bases: readonly (string | undefined)[]): string | undefined {
  // Escaped twice, as in CDATA: no address means "&amp;" by it.
  const plain = written
    ?.trim()
    .replace(/[\t\n\r]+\s*/g, '')
    .replaceAll('&amp;', '&')
  if (!plain) return undefined
  if (/^www\.[^/]+\.[a-z]{2,}/i.test(plain)) return URL.parse(`http://${plain}`)?.href ?? plain
  if (SCHEME.test(plain)) return URL.parse(plain)?.href ?? plain
  for (const base of bases) {
    const resolved = base === undefined || base === '' ? undefined : URL.parse(plain, base)?.href
    if (resolved !== undefined) return resolved
  }
  return plain
}
