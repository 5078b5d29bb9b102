import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'

/** Writes data to stdout, waiting for a slow reader. */
export async function printLine(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
}

/** Writes a note for the person at the terminal to stderr: never data. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Rewrites one line on a terminal; elsewhere says nothing, as a log has no use for it. */
export function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`)
}

/**
 * Makes text from outside safe to print: no escape sequences, no control characters, one line.
 *
 * @param width Cut to so many characters, with an ellipsis.
 */
export function printable(text: string, width = Number.POSITIVE_INFINITY): string {
  const line = stripVTControlCharacters(text)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
  const characters = [...line]
  return characters.length <= width ? line : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`
}

/**
 * Prints rows under headings, aligned; nothing but the rows when there are none to align.
 *
 * @param rows Cells of one length each; cells are made safe here.
 */
export async function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): Promise<void> {
  const safe = rows.map((row) => row.map((cell) => printable(cell)))
  const widths = headings.map((heading, column) =>
    safe.reduce((widest, row) => Math.max(widest, [...(row[column] ?? '')].length), heading.length),
  )
  const align = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell + ' '.repeat(Math.max(0, widths[column]! - [...cell].length)))
      .join('  ')
      .trimEnd()
  await printLine(align(headings))
  for (const row of safe) await printLine(align(row))
}
