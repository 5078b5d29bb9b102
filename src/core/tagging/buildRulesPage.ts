import type { Lexicon, Rule } from '../../domain/lexicon.ts'
import { findMentions } from './findMentions.ts'

const CHAPTERS: Readonly<Record<string, string>> = {
  claim: 'How a claim was recognised',
  denial: 'How a denial was recognised',
  challenge: 'How a challenge was recognised',
  evidence: 'How a note on evidence was recognised',
  act: 'What was recognised as interference',
}

const INTRODUCTION = `# The rules of the tagger

Every record names the rules that fired in \`ruleIds\`: one for the way in which something is said, and one (\`act.…\`) for what
somebody is said to do. Each has an example here, with what the tagger makes of it. The words that they look for are in
the files beside this one.

This page is written by \`claimwire config rules\` from the lexicons; do not edit it.
`

/**
 * Writes the page that explains every rule id, in Markdown.
 *
 * @returns One section a rule, in the order of the lexicon, headed by its id; ends with a line break.
 * @throws Never.
 */
export function buildRulesPage(lexicon: Lexicon): string {
  const chapters = Map.groupBy(lexicon.rules, ({ id }) => id.slice(0, id.indexOf('.')))
  const parts = [...chapters].map(([name, rules]) =>
    [`## ${CHAPTERS[name] ?? name}\n`, ...rules.map((rule) => sectionOf(rule, lexicon))].join('\n'),
  )
  return [INTRODUCTION, ...parts].join('\n')
}

function sectionOf(rule: Rule, lexicon: Lexicon): string {
  const mention = findMentions({ id: 'example', text: rule.example, textSha256: '' }, lexicon).find(({ ruleIds }) =>
    ruleIds.includes(rule.id),
  )
  const verbs = verbsOf(rule.id, lexicon)
  return [
    `### ${rule.id}\n`,
    `${rule.description}${verbs.length > 0 ? ` Verbs: ${verbs.join(', ')}.` : ''}\n`,
    `> ${rule.example.replaceAll('\n', '  \n> ')}\n`,
    ...(mention ? [`→ \`${mention.kind}.${mention.subtype}\`, “${mention.quote.exact.replaceAll('\n', ' ')}”\n`] : []),
  ].join('\n')
}

/** The verbs of the frames that have this rule id. */
function verbsOf(id: string, lexicon: Lexicon): string[] {
  const frames = [...lexicon.acts, ...lexicon.deeds].filter((frame) => frame.id === id)
  return [...new Set(frames.flatMap(({ verbs }) => (verbs === undefined ? [] : (lexicon.verbs[verbs] ?? []))))]
}
