import { type ExtractionRules, type MarkName, NAMED_FEATURES, type NamedFeature } from '../../domain/extraction.ts'

/** What `class`, `id` and `itemprop` words say of an element, ready to use. */
export interface NamePatterns {
  readonly marks: Readonly<Record<MarkName, RegExp>>
  readonly features: Readonly<Record<NamedFeature, RegExp>>
  /** What stands before the names in a byline; a whole text that is no name. */
  readonly bylineLead: RegExp
  readonly notAuthor: RegExp
}

export type NameRules = Pick<ExtractionRules, 'markNames' | 'featureNames' | 'bylineLeads' | 'notAuthors'>

const compiled = new WeakMap<ExtractionRules['markNames'], NamePatterns>()

/**
 * Compiles the name patterns of the rules, once for each rules.
 *
 * @param rules From `config/extraction.json`.
 * @returns Patterns without regard to case; those of the features for names in lower case, as blocks have them.
 * @throws Never: the patterns were checked when they were loaded.
 */
export function namePatternsOf(rules: NameRules): NamePatterns {
  const known = compiled.get(rules.markNames)
  if (known) return known
  const { markNames, featureNames } = rules
  const patterns: NamePatterns = {
    marks: {
      date: anyOf(markNames.date),
      published: anyOf(markNames.published),
      modified: anyOf(markNames.modified),
      byline: anyOf(markNames.byline),
      summary: new RegExp(`(?:^|[\\s_-])(?:${markNames.summary.join('|')})(?:$|[\\s_-])`, 'i'),
      folded: anyOf(markNames.folded),
      dialog: anyOf(markNames.dialog),
    },
    features: Object.fromEntries(
      NAMED_FEATURES.map((name) => [name, new RegExp(featureNames[name].join('|'))]),
    ) as NamePatterns['features'],
    bylineLead: new RegExp(`^(?:${rules.bylineLeads.join('|')})\\s*:?\\s+`, 'i'),
    notAuthor: new RegExp(`^(?:${rules.notAuthors.join('|')})$`, 'i'),
  }
  compiled.set(markNames, patterns)
  return patterns
}

const anyOf = (names: readonly string[]): RegExp => new RegExp(names.join('|'), 'i')
