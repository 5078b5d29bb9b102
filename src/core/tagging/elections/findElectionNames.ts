import type { Election } from '../../../domain/election.ts'
import type { Lexicon } from '../../../domain/lexicon.ts'
import type { Reading } from '../text/readText.ts'
import { tokenize } from '../words/tokenize.ts'

/** A place where an election is called by a name of its own: `the Brexit vote`. */
export interface ElectionName {
  readonly at: number
  /** All elections that have the name; of one state. */
  readonly elections: readonly Election[]
}

type Names = ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly elections: Election[] }[]>

const known = new WeakMap<Lexicon, Names>()

/**
 * Finds the names of elections in an article, as far as a name belongs to one state and says more than a year
 * and a word for an election.
 *
 * @returns In reading order; `[]` when there is none.
 * @throws Never.
 */
export function findElectionNames(reading: Reading): ElectionName[] {
  const names = namesOf(reading)
  const found: ElectionName[] = []
  for (const [at, token] of reading.tokens.entries()) {
    const longest = names
      .get(token.norm)
      ?.filter(({ words }) => words.every((word, offset) => reading.tokens[at + offset]?.norm === word))
      .reduce<{ words: readonly string[]; elections: Election[] } | undefined>(
        (best, each) => (best && best.words.length >= each.words.length ? best : each),
        undefined,
      )
    if (longest) found.push({ at, elections: longest.elections })
  }
  return found
}

function namesOf(reading: Reading): Names {
  const { lexicon, classes } = reading.index
  const before = known.get(lexicon)
  if (before) return before
  // `EU referendum` is whichever state's.
  const blocs = new Set(
    lexicon.entities
      .filter((entity) => entity.kind === 'bloc')
      .flatMap((entity) => [entity.name, ...entity.aliases].flatMap((name) => tokenize(name).map(({ norm }) => norm))),
  )
  const byName = new Map<string, { words: string[]; elections: Election[] }>()
  for (const election of lexicon.elections) {
    for (const name of election.names) {
      const words = tokenize(name).map((token) => token.norm)
      const isOwn = words.some((word) => !blocs.has(word) && !/^\d+$/.test(word) && isTelling(classes.get(word)))
      if (!isOwn) continue
      const same = byName.get(words.join(' '))
      if (same) same.elections.push(election)
      else byName.set(words.join(' '), { words, elections: [election] })
    }
  }
  const names = new Map<string, { words: readonly string[]; elections: Election[] }[]>()
  for (const entry of byName.values()) {
    if (new Set(entry.elections.map((election) => election.country)).size > 1) continue
    names.set(entry.words[0]!, [...(names.get(entry.words[0]!) ?? []), entry])
  }
  known.set(lexicon, names)
  return names
}

const PLAIN = [
  'contest',
  'contestNoun',
  'contestObject',
  'month',
  'roleModifier',
  'preposition',
  'determiner',
  'number',
]

function isTelling(classes: ReadonlyMap<string, number> | undefined): boolean {
  return classes === undefined || classes.has('ownElectionName') || !PLAIN.some((name) => classes.has(name))
}
