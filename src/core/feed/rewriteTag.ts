import { decodeHTMLStrict } from 'entities'
import { isVoid } from './vocabulary.ts'

const ADDRESS =
  /(\s(?:href|src|poster|cite|action|longdesc|background|data)\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi
const MAX_LENGTH = 8192

/**
 * Writes a tag of inline XHTML as HTML.
 *
 * @param rawTag As written, with brackets.
 * @param rawName Its name as written; a prefix such as `xhtml:` is dropped.
 * @param isEmpty For `<a/>`, which HTML would read as an open tag.
 * @param base Addresses in it are resolved against this; undefined leaves them.
 * @returns HTML; the end tag is left to the caller.
 * @throws Never.
 */
export function rewriteTag(rawTag: string, rawName: string, isEmpty: boolean, base: string | undefined): string {
  if (rawTag.length > MAX_LENGTH) return `<${rawName.replace(/^.*:/, '')}>`
  const local = rawName.replace(/^.*:/, '')
  let tag = local === rawName ? rawTag : `<${local}${rawTag.slice(rawName.length + 1)}`
  if (isEmpty && !isVoid(local.toLowerCase())) tag = tag.replace(/\s*\/>$/, '>')
  return base === undefined ? tag : resolveAddresses(tag, base)
}

/**
 * Makes the addresses in HTML absolute.
 *
 * @param html Markup, or one tag.
 * @param base Absolute address.
 * @returns The same markup with absolute `href`, `src` and their like.
 * @throws Never: what is no address stays.
 */
export function resolveAddresses(html: string, base: string): string {
  if (!html.includes('<')) return html
  return html.replace(/<[a-z][^<>]{0,8192}>/gi, (tag) =>
    tag.replace(ADDRESS, (whole, start: string, double?: string, single?: string, bare?: string) => {
      const value = decodeHTMLStrict(double ?? single ?? bare ?? '').trim()
      const resolved = value === '' || value.startsWith('#') ? undefined : URL.parse(value, base)?.href
      return resolved === undefined ? whole : `${start}"${resolved.replaceAll('&', '&amp;').replaceAll('"', '%22')}"`
    }),
  )
}
