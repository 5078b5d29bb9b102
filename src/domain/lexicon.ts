import type { Election } from './election.ts'

/** What a name stands for: somebody or something that speaks, is accused, or holds an election. */
export type EntityKind =
  | 'person'
  | 'seat'
  | 'bloc'
  | 'service'
  | 'commission'
  | 'platform'
  | 'media'
  | 'party'
  | 'body'
  | 'country'

export interface EntityRole {
  /** As written before a name: `Kremlin spokesman`, `foreign minister`. */
  readonly title: string
  /** Entity id of the state or body, for example `country:RU`. */
  readonly of: string | null
  readonly from: number
  /** `null` while in office. */
  readonly to: number | null
}

/** One entry of the gazetteer. */
export interface Entity {
  /** `country:TR`, `person:dmitry-peskov`. */
  readonly id: string
  readonly kind: EntityKind
  readonly name: string
  readonly aliases: readonly string[]
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
  /** Entity id of the state that a seat of power is a word for. */
  readonly standsFor: string | null
  readonly roles: readonly EntityRole[]
}

/** A word for a country: its names, its adjectives and people, its capitals. */
export interface CountryWords {
  readonly id: string
  readonly name: string
  readonly names: readonly string[]
  readonly demonyms: readonly string[]
  readonly capitals: readonly string[]
}

/** How an actor may interfere, with the DISARM techniques that it can be mapped to. */
export interface Method {
  readonly code: string
  readonly disarm: readonly string[]
  /** Patterns (see `parsePattern`). */
  readonly cues: readonly string[]
  /** Codes that do not hold as well where their words are part of this one's: `paid for adverts`. */
  readonly outweighs?: readonly string[]
}

/** An act that is interference when it is aimed at an election: a verb class or phrase with an object class. */
export interface ActFrame {
  readonly id: string
  readonly verbs?: string
  readonly phrase?: string
  readonly objects: string
  /** Tokens to the right in which the object must stand. */
  readonly window: number
  readonly isObjectRequired: boolean
}

/**
 * How near to a word for the election a deed must stand: `aimed` is its own object or clause, `near` the sentence,
 * `far` the article.
 */
export type Reach = 'aimed' | 'near' | 'far'

/** A deed that is interference when the right one does it near enough to an election. */
export interface DeedFrame {
  readonly id: string
  readonly verbs?: string
  readonly phrase?: string
  /** Classes, one of which must stand in the window behind; `personName` and `people` stand for names. */
  readonly objects?: readonly string[]
  /** Tokens to the right in which the object must stand. */
  readonly window: number
  /** The deed is aimed at the election by itself. */
  readonly isElectoral?: boolean
  /** Courts and election commissions may do it. */
  readonly isLawful?: boolean
  /** The subject is money, and the state it comes from does it. */
  readonly isMoney?: boolean
  /** The subject is a deed, and the state that is named behind did it. */
  readonly isTrace?: boolean
  /** The subject suffers it from the state that is named behind. */
  readonly isSuffered?: boolean
  /** Counts only against somebody whom the article accuses in other words. */
  readonly needsCharge?: boolean
  /** A class that the words for whoever does it must have. */
  readonly agents?: string
  /** A class of the verb or noun whose purpose the infinitive is. */
  readonly purpose?: string
  /** What it takes when somebody of the electing state does it, and when a foreign state does. */
  readonly home: Reach | 'never'
  readonly foreign: Reach | 'never'
}

/** What `Mention.ruleIds` point to. */
export interface Rule {
  readonly id: string
  readonly description: string
  readonly example: string
}

export interface TaggingLimits {
  readonly maxMentions: number
  /** UTF-16 code units; what stands behind is not read. */
  readonly maxTextLength: number
  /** Tokens; a longer sentence is cut there. */
  readonly maxSentenceTokens: number
  /** Cue verbs that are read in one sentence. */
  readonly maxCues: number
  /** UTF-16 code units of `quote.prefix` and `quote.suffix`. */
  readonly contextLength: number
}

/** Lines that are not prose, as folded text. */
export interface ZoneCues {
  /** What heads a line of links: alone, before a mark (`Watch: …`) or on a short line. */
  readonly labels: readonly string[]
  readonly skipLineStarts: readonly string[]
  readonly skipLineEnds: readonly string[]
  readonly skipLineContains: readonly string[]
  /** Left out at the start of a line (`UPDATE: …`); the rest of the line is read. */
  readonly droppedStarts: readonly string[]
  /** Cities that stand before a report besides the capitals, folded: `MUMBAI: …`. */
  readonly datelinePlaces: readonly string[]
  /** Head a link inside a paragraph (`Read more: …`), which ends with its sentence. */
  readonly inlineLinks: readonly string[]
  readonly captionMarks: readonly string[]
  readonly injectedMarks: readonly string[]
}

/** Everything that the tagger looks for: `config/lexicon/*.json` and `config/elections.json`, read-only. */
export interface Lexicon {
  /** Changes with the rules and with the content of any lexicon file. */
  readonly version: string
  readonly limits: TaggingLimits
  /** Class → exact words. */
  readonly words: Readonly<Record<string, readonly string[]>>
  /** Class → singular nouns; plurals are derived. */
  readonly nouns: Readonly<Record<string, readonly string[]>>
  /** Class → verbs in their base form; other forms are derived. */
  readonly verbs: Readonly<Record<string, readonly string[]>>
  /** Verb → its irregular forms. */
  readonly irregular: Readonly<Record<string, readonly string[]>>
  /** Class → patterns of several words (see `parsePattern`). */
  readonly phrases: Readonly<Record<string, readonly string[]>>
  readonly acts: readonly ActFrame[]
  readonly deeds: readonly DeedFrame[]
  readonly countries: readonly CountryWords[]
  readonly entities: readonly Entity[]
  /** Names that are also common words or personal names, folded. */
  readonly refusedAliases: readonly string[]
  readonly methods: readonly Method[]
  readonly zones: ZoneCues
  /** Folded given names that tell `she` from `he`; those of both are in neither. */
  readonly givenNames: { readonly feminine: readonly string[]; readonly masculine: readonly string[] }
  readonly elections: readonly Election[]
  readonly rules: readonly Rule[]
}
