// XML 1.0 and PostgreSQL agree that these are not text; tab, line feed and carriage return are.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

/**
 * Makes any string safe to store, queue and show: no NUL or other control character, no lone surrogate.
 *
 * @param text Anything that came from outside.
 * @returns The text, with control characters removed and lone surrogates replaced by U+FFFD; equal to `text` when clean.
 * @throws Never.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(CONTROL, '')
}
