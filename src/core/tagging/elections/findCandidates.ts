import type { Election } from '../../../domain/election.ts'
import type { Lexicon } from '../../../domain/lexicon.ts'
import type { Reading } from '../text/readText.ts'
import { tokenize } from '../words/tokenize.ts'

/** Who of an election's candidates an article names. */
export interface NamedCandidates {
  readonly election: Election
  /** Different persons. */
  readonly persons: number
  /** Places, those with the surname alone too. */
  readonly places: number
}

interface Candidate {
  readonly words: readonly string[]
  readonly elections: readonly Election[]
}

const known = new WeakMap<Lexicon, ReadonlyMap<string, readonly Candidate[]>>()

/**
 * Finds the elections whose candidates an article names in full.
 *
 * @returns Most persons first, then most places; `[]` when nobody is named.
 * @throws Never.
 */
export function findCandidates(reading: Reading): NamedCandidates[] {
  const candidates = candidatesOf(reading.index.lexicon)
  const surnames = new Map<string, Candidate>()
  const places = new Map<string, number>()
  for (const [at, token] of reading.tokens.entries()) {
    for (const candidate of candidates.get(token.norm) ?? []) {
      const isHere = candidate.words.every((word, offset) => reading.tokens[at + offset]?.norm === word)
      if (isHere && token.isCapital) surnames.set(candidate.words.at(-1)!, candidate)
    }
  }
  for (const { norm, isCapital } of reading.tokens)
    if (isCapital && surnames.has(norm)) places.set(norm, (places.get(norm) ?? 0) + 1)
  const counts = new Map<Election, { persons: number; places: number }>()
  for (const [surname, { elections }] of surnames) {
    for (const election of elections) {
      const count = counts.get(election) ?? { persons: 0, places: 0 }
      counts.set(election, { persons: count.persons + 1, places: count.places + (places.get(surname) ?? 0) })
    }
  }
  return [...counts]
    .map(([election, count]) => ({ election, ...count }))
    .sort((one, other) => other.persons - one.persons || other.places - one.places)
}

function candidatesOf(lexicon: Lexicon): ReadonlyMap<string, readonly Candidate[]> {
  const before = known.get(lexicon)
  if (before) return before
  const byName = new Map<string, { words: string[]; elections: Election[] }>()
  for (const election of lexicon.elections) {
    for (const name of election.candidates ?? []) {
      const words = tokenize(name).map((token) => token.norm)
      const same = byName.get(words.join(' '))
      if (same) same.elections.push(election)
      else byName.set(words.join(' '), { words, elections: [election] })
    }
  }
  const byWord = new Map<string, Candidate[]>()
  for (const candidate of byName.values()) {
    const first = candidate.words[0]!
    byWord.set(first, [...(byWord.get(first) ?? []), candidate])
  }
  known.set(lexicon, byWord)
  return byWord
}
