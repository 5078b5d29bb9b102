import { decodeHTMLStrict } from 'entities'
import type { Entities } from './readDoctype.ts'

const SURROGATES = /&#(?:x([Dd][89ABab][0-9A-Fa-f]{2})|(5[56]\d{3}));&#(?:x([Dd][C-Fc-f][0-9A-Fa-f]{2})|(5[67]\d{3}));/g
const NAMED = /&([A-Za-z_][\w.-]{0,60});/g

/**
 * Decodes the character references of text as it stands in a Feed: XML's, HTML's, and those that the document declares.
 *
 * Only references that end in a semicolon, so `?a=1&copy=3` keeps its meaning. What nobody knows stays as written.
 *
 * @param raw Text between tags, or an attribute value.
 * @param declared Entities of the document's own DOCTYPE.
 * @returns Text; may still be HTML when it was escaped twice.
 * @throws Never.
 */
export function decodeEntities(raw: string, declared: Entities): string {
  if (!raw.includes('&')) return raw
  // Some writers escape each half of an astral character.
  const joined = raw.includes('&#') ? raw.replace(SURROGATES, joinSurrogates) : raw
  if (declared.size === 0) return decodeHTMLStrict(joined)
  return joined
    .split(/(&[A-Za-z_][\w.-]{0,60};)/)
    .map((part) =>
      part.startsWith('&') ? (declared.get(part.slice(1, -1)) ?? decodeHTMLStrict(part)) : decodeHTMLStrict(part),
    )
    .join('')
}

/**
 * Replaces only the entities that a document declares itself, in text that stays markup.
 *
 * @param raw Text between tags.
 * @param declared Entities of the document's own DOCTYPE.
 * @returns Markup in which no declared entity is left.
 * @throws Never.
 */
export function expandDeclared(raw: string, declared: Entities): string {
  if (declared.size === 0 || !raw.includes('&')) return raw
  return raw.replace(NAMED, (whole, name: string) => declared.get(name) ?? whole)
}

function joinSurrogates(whole: string, highHex?: string, high?: string, lowHex?: string, low?: string): string {
  const first = highHex ? Number.parseInt(highHex, 16) : Number(high)
  const second = lowHex ? Number.parseInt(lowHex, 16) : Number(low)
  const isPair = first >= 0xd800 && first <= 0xdbff && second >= 0xdc00 && second <= 0xdfff
  return isPair ? String.fromCharCode(first, second) : whole
}
