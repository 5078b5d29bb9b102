import type { Readable } from 'node:stream'

/** Calls `handle` with each line, one after another; a line ends in a line feed only (`readline` also splits at U+2028). */
export async function readLines(input: Readable, handle: (line: string) => Promise<void>): Promise<void> {
  let rest = ''
  for await (const chunk of input.setEncoding('utf8')) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') await handle(line)
  }
}
