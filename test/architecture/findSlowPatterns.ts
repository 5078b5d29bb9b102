import { blankSource } from './blankSource.ts'

/** One item of a sequence: what it matches, and whether it may match without end. */
interface Item {
  readonly source: string
  readonly isEndless: boolean
  readonly isOptional: boolean
  /** Of a group: its alternatives. */
  readonly inner: readonly (readonly Item[])[]
}

const SAMPLES = [
  ...Array.from({ length: 127 }, (_, code) => String.fromCharCode(code)),
  ...'\u00a0ßéıа中٣“”’«»–—…\u0301\u200b\u2028🗳',
]

/** The regular expressions that a source holds, as written. */
export function findPatterns(source: string): { source: string; flags: string }[] {
  return [...blankSource(source).matchAll(/\/( +)\/([a-z]*)/g)].map(({ index, 1: inside, 2: flags }) => ({
    source: source.slice(index + 1, index + 1 + inside!.length),
    flags: flags!,
  }))
}

/**
 * Tells why a regular expression may take more than linear time at one place of a text: a repetition inside a repetition,
 * or two repetitions side by side that can share out the same characters in many ways.
 *
 * What stands between two repetitions parts them only if the first cannot match it.
 *
 * @returns undefined when it has neither.
 */
export function whySlow(source: string, flags: string): string | undefined {
  const reader = { source, at: 0 }
  return judge(readAlternatives(reader), flags.replace(/[gyd]/g, ''), false)
}

function judge(alternatives: readonly (readonly Item[])[], flags: string, isInside: boolean): string | undefined {
  for (const items of alternatives) {
    for (const [at, item] of items.entries()) {
      if (item.isEndless && isInside && !isParted(items, item, flags))
        return `"${item.source}" repeats inside a repetition`
      const within = judge(item.inner, flags, isInside || item.isEndless)
      if (within) return within
      if (!item.isEndless) continue
      const other = overlapping(items, at, flags)
      if (other) return `"${item.source}" and "${other.source}" can match the same`
    }
  }
  return undefined
}

/** In `(-[a-z]+)*` each round begins with what the inner repetition cannot match: there is one way to share it out. */
function isParted(items: readonly Item[], inner: Item, flags: string): boolean {
  const first = items[0]!
  if (first.isEndless || first.isOptional) return false
  const own = matched(inner, flags)
  return !matched(first, flags).some((sample) => own.includes(sample))
}

/** The next endless item with nothing in between that the first one could not match as well. */
function overlapping(items: readonly Item[], at: number, flags: string): Item | undefined {
  const shared = matched(items[at]!, flags)
  for (const next of items.slice(at + 1)) {
    const own = matched(next, flags)
    const both = shared.filter((sample) => own.includes(sample))
    if (next.isEndless && both.length > 0) return next
    if (next.isOptional) continue
    if (both.length === 0) return undefined
  }
  return undefined
}

/** The samples that one repetition of an item begins with or consists of. */
function matched(item: Item, flags: string): string[] {
  if (/^(?:\^|\$|\\b|\\B|\(\?[=!]|\(\?<[=!])/.test(item.source)) return SAMPLES
  if (item.inner.length > 0)
    return [...new Set(item.inner.flatMap((items) => items.slice(0, 1).flatMap((each) => matched(each, flags))))]
  const one = new RegExp(`^(?:${item.source.replace(/(?:[*+?]|\{\d+(?:,\d*)?\})\??$/, '') || item.source})$`, flags)
  return SAMPLES.filter((sample) => one.test(sample))
}

interface Reader {
  readonly source: string
  at: number
}

function readAlternatives(reader: Reader): Item[][] {
  const alternatives: Item[][] = [[]]
  while (reader.at < reader.source.length && reader.source[reader.at] !== ')') {
    if (reader.source[reader.at] === '|') {
      alternatives.push([])
      reader.at += 1
    } else alternatives.at(-1)!.push(readItem(reader))
  }
  return alternatives
}

const ATOM = /\\[pPu]\{[^}]*\}|\\u[\da-f]{4}|\\x[\da-f]{2}|\\k<\w+>|\\.|\[(?:\\.|[^\]\\])*\]|[\s\S]/iuy
const GROUP = /\((?:\?(?:[:=!]|<[=!]|<\w+>))?/y
const QUANTIFIER = /([*+?]|\{(\d+)(,?)(\d*)\})\??/y
/** A repetition that ends this soon costs no more than a constant. */
const FEW = 100

function readItem(reader: Reader): Item {
  const start = reader.at
  let inner: Item[][] = []
  const group = take(reader, GROUP)
  if (group) {
    inner = readAlternatives(reader)
    reader.at += 1
  } else take(reader, ATOM)
  const quantifier = take(reader, QUANTIFIER)
  const [, kind, least, comma, most] = quantifier ?? []
  const isEndless = kind === '*' || kind === '+' || (comma === ',' && (most === '' || Number(most) > FEW))
  return {
    source: reader.source.slice(start, reader.at),
    isEndless,
    isOptional: kind === '*' || kind === '?' || least === '0',
    inner,
  }
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at
  const found = pattern.exec(reader.source)
  if (found) reader.at += found[0].length
  return found
}
