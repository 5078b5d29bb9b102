import { InvalidArgumentError, Option } from 'commander'

/** @returns The option `--limit <count>`, a whole number above 0. */
export function limitOption(usual: number): Option {
  return new Option('--limit <count>', 'at most so many').default(usual).argParser(parseCount)
}

function parseCount(value: string): number {
  const count = Number(value)
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It is not a whole number above 0.')
  return count
}
