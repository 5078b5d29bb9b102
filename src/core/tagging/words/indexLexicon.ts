import type { Entity, Lexicon, Method } from '../../../domain/lexicon.ts'
import { foldWord } from './foldWord.ts'
import { inflectVerb, pluralize } from './inflectVerb.ts'
import { type PatternStep, parsePattern } from './parsePattern.ts'
import { tokenize } from './tokenize.ts'

export type NameSense = 'name' | 'demonym' | 'capital'

/** A name of the gazetteer, ready to be looked up. */
export interface KnownName {
  readonly words: readonly string[]
  readonly entity: Entity
  readonly sense: NameSense
  /** Written in capitals only, like `US`, so that `us` is not it. */
  readonly isAcronym: boolean
}

export interface Phrase {
  readonly classes: readonly string[]
  readonly steps: readonly PatternStep[]
}

/** Phrases that begin with the same word. */
export interface PhraseGroup {
  /** By second word. */
  readonly bySecond: ReadonlyMap<string, readonly Phrase[]>
  /** Those whose second step is no word. */
  readonly others: readonly Phrase[]
}

/** The lexicon in the form that matching needs. */
export interface LexiconIndex {
  readonly lexicon: Lexicon
  /** Word → its classes, each with length 1; verb forms carry `verb`, `verb.base`, `verb.third`, `verb.past` or `verb.ing` too. */
  readonly classes: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** By first word. */
  readonly phrases: ReadonlyMap<string, PhraseGroup>
  readonly methodCues: ReadonlyMap<
    string,
    readonly { readonly method: Method; readonly steps: readonly PatternStep[] }[]
  >
  /** By first word, longest first. */
  readonly names: ReadonlyMap<string, readonly KnownName[]>
  readonly entities: ReadonlyMap<string, Entity>
  readonly feminineNames: ReadonlySet<string>
  readonly masculineNames: ReadonlySet<string>
}

const indexes = new WeakMap<Lexicon, LexiconIndex>()

/**
 * Prepares a lexicon for matching; the work is done once for each lexicon.
 *
 * @throws Never.
 */
export function indexLexicon(lexicon: Lexicon): LexiconIndex {
  const known = indexes.get(lexicon)
  if (known) return known
  const formsOf = (verb: string) => {
    const forms = inflectVerb(verb, lexicon.irregular[verb] ?? [])
    if (verb === 'be') return lexicon.words['beVerb'] ?? []
    if (verb === 'have') return lexicon.words['haveVerb'] ?? []
    return [forms.base, forms.third, ...forms.past, ...forms.ing]
  }
  const entities = new Map<string, Entity>()
  const index: LexiconIndex = {
    lexicon,
    classes: indexClasses(lexicon),
    phrases: indexPhrases(lexicon, formsOf),
    methodCues: groupByFirst(
      lexicon.methods.flatMap((method) => method.cues.map((cue) => ({ method, steps: parsePattern(cue, formsOf) }))),
    ),
    names: indexNames(lexicon, entities),
    entities,
    feminineNames: new Set(lexicon.givenNames.feminine),
    masculineNames: new Set(lexicon.givenNames.masculine),
  }
  indexes.set(lexicon, index)
  return index
}

function indexClasses(lexicon: Lexicon): Map<string, Map<string, number>> {
  const classes = new Map<string, Map<string, number>>()
  const add = (word: string, name: string) => {
    const key = foldWord(word)
    const known = classes.get(key)
    if (known) known.set(name, 1)
    else classes.set(key, new Map([[name, 1]]))
  }
  for (const [name, words] of Object.entries(lexicon.words)) for (const word of words) add(word, name)
  for (const [name, nouns] of Object.entries(lexicon.nouns)) {
    for (const noun of nouns) {
      for (const form of [noun, pluralize(noun)]) {
        add(form, name)
        add(form, 'noun')
        if (form !== noun) add(form, 'plural')
      }
    }
  }
  for (const [name, verbs] of Object.entries(lexicon.verbs)) {
    for (const verb of verbs) {
      const forms = inflectVerb(verb, lexicon.irregular[verb] ?? [])
      const pairs: [string, readonly string[]][] = [
        ['verb.base', [forms.base]],
        ['verb.third', [forms.third]],
        ['verb.past', forms.past],
        ['verb.ing', forms.ing],
      ]
      for (const [tense, written] of pairs) {
        for (const form of written) for (const each of [name, 'verb', tense]) add(form, each)
      }
    }
  }
  return classes
}

function indexPhrases(lexicon: Lexicon, formsOf: (verb: string) => readonly string[]): Map<string, PhraseGroup> {
  const byFirst = groupByFirst(
    Object.entries(lexicon.phrases).flatMap(([names, patterns]) =>
      patterns.map((pattern) => ({ classes: names.split('|'), steps: parsePattern(pattern, formsOf) })),
    ),
  )
  return new Map([...byFirst].map(([first, phrases]) => [first, groupBySecond(phrases)]))
}

function groupBySecond(phrases: readonly Phrase[]): PhraseGroup {
  const bySecond = new Map<string, Phrase[]>()
  const others: Phrase[] = []
  for (const phrase of phrases) {
    const second = phrase.steps[1]
    if (second?.kind !== 'words') others.push(phrase)
    else for (const word of second.words) bySecond.set(word, [...(bySecond.get(word) ?? []), phrase])
  }
  return { bySecond, others }
}

function groupByFirst<P extends { readonly steps: readonly PatternStep[] }>(patterns: readonly P[]): Map<string, P[]> {
  const groups = new Map<string, P[]>()
  for (const pattern of patterns) {
    const first = pattern.steps[0]
    if (first?.kind !== 'words') continue
    for (const word of first.words) {
      const group = groups.get(word)
      if (group) group.push(pattern)
      else groups.set(word, [pattern])
    }
  }
  return groups
}

function indexNames(lexicon: Lexicon, entities: Map<string, Entity>): Map<string, KnownName[]> {
  const names = new Map<string, KnownName[]>()
  const refused = new Set(lexicon.refusedAliases)
  const add = (text: string, entity: Entity, sense: NameSense) => {
    const tokens = tokenize(text.replace(/^the /i, ''))
    const words = tokens.map((token) => token.norm)
    const first = words[0]
    if (first === undefined || (refused.has(words.join(' ')) && sense === 'capital')) return
    const isAcronym = tokens.length === 1 && tokens[0]!.isAcronym
    const group = names.get(first) ?? []
    if (group.some((known) => known.entity.id === entity.id && known.words.join(' ') === words.join(' '))) return
    group.push({ words, entity, sense, isAcronym })
    names.set(first, group)
  }
  for (const entity of lexicon.entities) {
    entities.set(entity.id, entity)
    for (const name of [entity.name, ...entity.aliases]) add(name, entity, 'name')
  }
  for (const country of lexicon.countries) {
    const entity: Entity = {
      id: country.id,
      kind: 'country',
      name: country.name,
      aliases: country.names,
      country: country.id.slice('country:'.length),
      standsFor: null,
      roles: [],
    }
    entities.set(entity.id, entity)
    for (const name of country.names) add(name, entity, 'name')
    for (const demonym of country.demonyms) add(demonym, entity, 'demonym')
    for (const capital of country.capitals) add(capital, entity, 'capital')
  }
  for (const group of names.values()) group.sort((one, other) => other.words.length - one.words.length)
  return names
}
