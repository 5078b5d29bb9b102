import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import worldCountries, { type Countries } from 'world-countries'
import { z } from 'zod'
import { PipelineError } from '../src/domain/error.ts'
import type { CountryWords, Entity, Lexicon } from '../src/domain/lexicon.ts'
import { loadList } from './lists.ts'

/** Raised by hand when the rules in `src/core/tagging` change what they find. */
const RULE_VERSION = 4

const words = z.string().transform((text) => text.split(' ').filter((word) => word !== ''))
const classes = z.record(z.string(), words)
const countryId = z.string().regex(/^[A-Z]{2}$/)

const actSchema = z.strictObject({
  id: z.string(),
  verbs: z.string().exactOptional(),
  phrase: z.string().exactOptional(),
  objects: z.string(),
  window: z.number().int().min(1).max(40),
  isObjectRequired: z.boolean(),
})

const reachSchema = z.enum(['aimed', 'near', 'far', 'never'])

const deedSchema = z.strictObject({
  id: z.string(),
  verbs: z.string().exactOptional(),
  phrase: z.string().exactOptional(),
  objects: z
    .string()
    .transform((text) => text.split('|'))
    .exactOptional(),
  window: z.number().int().min(1).max(40),
  isElectoral: z.boolean().exactOptional(),
  isLawful: z.boolean().exactOptional(),
  isMoney: z.boolean().exactOptional(),
  isSuffered: z.boolean().exactOptional(),
  needsCharge: z.boolean().exactOptional(),
  isTrace: z.boolean().exactOptional(),
  agents: z.string().exactOptional(),
  purpose: z.string().exactOptional(),
  home: reachSchema,
  foreign: reachSchema,
})

/** The form that all word files share. */
const wordsSchema = z.strictObject({
  version: z.string(),
  words: classes.exactOptional(),
  nouns: classes.exactOptional(),
  verbs: classes.exactOptional(),
  irregular: classes.exactOptional(),
  phrases: z.record(z.string(), z.array(z.string().min(1))).exactOptional(),
  acts: z.array(actSchema).exactOptional(),
  deeds: z.array(deedSchema).exactOptional(),
})

const methodsSchema = z.strictObject({
  version: z.string(),
  methods: z.array(
    z.strictObject({
      code: z.string().regex(/^[a-z_]+$/),
      disarm: z.array(z.string().regex(/^T\d{4}(\.\d{3})?$/)),
      cues: z.array(z.string().min(1)),
      outweighs: z.array(z.string()).exactOptional(),
    }),
  ),
})

const zonesSchema = z.strictObject({
  version: z.string(),
  labels: z.array(z.string()),
  skipLineStarts: z.array(z.string()),
  skipLineEnds: z.array(z.string()),
  skipLineContains: z.array(z.string()),
  droppedStarts: z.array(z.string()),
  datelinePlaces: z.array(z.string()),
  inlineLinks: z.array(z.string()),
  captionMarks: z.array(z.string()),
  injectedMarks: z.array(z.string()),
})

const givenNamesSchema = z.strictObject({ version: z.string(), feminine: words, masculine: words })

const names = z.array(z.string().min(1))

const countriesSchema = z.strictObject({
  version: z.string(),
  countries: z.array(
    z.strictObject({
      code: countryId,
      name: z.string().min(1),
      names: names.exactOptional(),
      demonyms: names.exactOptional(),
      capitals: names.exactOptional(),
      seats: names.exactOptional(),
    }),
  ),
  blocs: z.array(z.strictObject({ id: z.string(), name: z.string(), aliases: names })),
  refusedAliases: names,
})

const actorsSchema = z.strictObject({
  version: z.string(),
  actors: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z]+:[a-z0-9-]+$/),
      kind: z.enum(['person', 'seat', 'bloc', 'service', 'commission', 'platform', 'media', 'party', 'body']),
      name: z.string().min(1),
      aliases: names,
      country: countryId.nullable(),
      standsFor: z.string().nullable(),
      roles: z.array(
        z.strictObject({
          title: z.string().min(1),
          of: z.string().nullable(),
          from: z.number().int(),
          to: z.number().int().nullable(),
        }),
      ),
    }),
  ),
})

const rulesSchema = z.strictObject({
  version: z.string(),
  rules: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z]+\.[a-z-]+$/),
      description: z.string().min(1),
      example: z.string().min(1),
    }),
  ),
})

const electionsSchema = z.strictObject({
  version: z.string(),
  elections: z.array(
    z.strictObject({
      id: z.string().min(1),
      country: countryId,
      year: z.number().int(),
      office: z.string().min(1),
      dates: z.array(z.iso.date()).min(1),
      names,
      candidates: names.exactOptional(),
      sourceKind: z.string().min(1),
    }),
  ),
})

const limitsSchema = z.strictObject({
  version: z.string(),
  maxMentions: z.number().int().min(1),
  maxTextLength: z.number().int().min(1),
  maxSentenceTokens: z.number().int().min(10),
  maxCues: z.number().int().min(1),
  contextLength: z.number().int().min(0),
})

const WORD_FILES = [
  'grammar.json',
  'reporting.json',
  'claims.json',
  'denials.json',
  'challenges.json',
  'roles.json',
  'deeds.json',
]

/**
 * Loads and checks everything that the tagger looks for.
 *
 * @param configDir Directory that holds `elections.json` and `lexicon/`.
 * @returns The lexicon with its version: the rule version and a hash over the files.
 * @throws PipelineError LIST_INVALID, naming the file and the place in it.
 */
export function loadLexicon(configDir: string): Lexicon {
  const directory = path.join(configDir, 'lexicon')
  const wordFiles = WORD_FILES.map((name) => loadList(directory, name, wordsSchema))
  const countries = loadList(directory, 'countries.json', countriesSchema)
  const actors = loadList(directory, 'actors.json', actorsSchema).actors
  const { version: _version, ...limits } = loadList(directory, 'limits.json', limitsSchema)
  const { version: _names, ...givenNames } = loadList(directory, 'givenNames.json', givenNamesSchema)
  const { version: _zones, ...zones } = loadList(directory, 'zones.json', zonesSchema)

  return {
    version: `${RULE_VERSION}-${hashFiles(configDir, directory)}`,
    limits,
    words: mergeClasses(wordFiles.map((file) => file.words ?? {})),
    nouns: mergeClasses(wordFiles.map((file) => file.nouns ?? {})),
    verbs: mergeClasses(wordFiles.map((file) => file.verbs ?? {})),
    irregular: mergeClasses(wordFiles.map((file) => file.irregular ?? {})),
    phrases: mergeClasses(wordFiles.map((file) => file.phrases ?? {})),
    acts: wordFiles.flatMap((file) => file.acts ?? []),
    deeds: wordFiles.flatMap((file) => file.deeds ?? []),
    countries: buildCountries(countries.countries),
    entities: [...buildSeats(countries.countries), ...countries.blocs.map(buildBloc), ...actors],
    refusedAliases: countries.refusedAliases,
    methods: loadList(directory, 'methods.json', methodsSchema).methods,
    zones,
    givenNames,
    elections: loadList(configDir, 'elections.json', electionsSchema).elections,
    rules: loadList(directory, 'rules.json', rulesSchema).rules,
  }
}

type CountryOverride = z.output<typeof countriesSchema>['countries'][number]

function buildCountries(overrides: readonly CountryOverride[]): CountryWords[] {
  const byCode = new Map(overrides.map((override) => [override.code, override]))
  return (worldCountries as unknown as Countries).map((country) => {
    const override = byCode.get(country.cca2)
    const name = override?.name ?? country.name.common
    // Territories share the adjective of the state that they belong to: `American` is not Guam.
    const demonym = country.independent || override?.demonyms ? country.demonyms?.['eng'] : undefined
    return {
      id: `country:${country.cca2}`,
      name,
      names: unique([name, country.name.common, ...(override?.names ?? [])]),
      demonyms: unique([...(override?.demonyms ?? plurals(demonym)), demonym?.m ?? '', demonym?.f ?? '']),
      capitals: unique([...(country.capital ?? []), ...(override?.capitals ?? [])]),
    }
  })
}

function plurals(demonym: { f: string; m: string } | undefined): string[] {
  return demonym && /[a-z]n$|i$/.test(demonym.m) ? [demonym.m, `${demonym.m}s`] : []
}

function buildSeats(overrides: readonly CountryOverride[]): Entity[] {
  return overrides.flatMap((override) =>
    (override.seats ?? []).map((name) => ({
      id: `seat:${name.toLowerCase().replace(/[^a-z]+/g, '-')}`,
      kind: 'seat' as const,
      name,
      aliases: [],
      country: override.code,
      standsFor: `country:${override.code}`,
      roles: [],
    })),
  )
}

function buildBloc(bloc: { id: string; name: string; aliases: string[] }): Entity {
  return { ...bloc, kind: 'bloc', country: null, standsFor: null, roles: [] }
}

function mergeClasses(files: readonly Record<string, readonly string[]>[]): Record<string, readonly string[]> {
  const merged: Record<string, string[]> = {}
  for (const file of files) {
    for (const [name, entries] of Object.entries(file)) merged[name] = [...(merged[name] ?? []), ...entries]
  }
  return merged
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '')
}

function hashFiles(configDir: string, directory: string): string {
  const hash = createHash('sha256')
  const files = [
    path.join(configDir, 'elections.json'),
    ...readdirSync(directory)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => path.join(directory, name)),
  ]
  for (const file of files) {
    try {
      hash.update(path.basename(file)).update(readFileSync(file))
    } catch (error) {
      throw new PipelineError('LIST_INVALID', `Cannot read "${file}": ${(error as Error).message}`, { cause: error })
    }
  }
  return hash.digest('hex').slice(0, 12)
}
