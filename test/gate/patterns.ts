import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { loadLexicon } from '../../config/lexicon.ts'
import { findMentions } from '../../src/core/tagging/findMentions.ts'
import type { Lexicon } from '../../src/domain/lexicon.ts'
import type { Mention } from '../../src/domain/mention.ts'
import { isSameActor } from './isSameActor.ts'

interface Expected {
  readonly kind: Mention['kind']
  readonly subtype: string
  readonly speaker: string | null
  readonly accused: string | null
  readonly cue: string | null
}

interface Pattern {
  readonly id: string
  readonly class: string
  readonly text: string
  readonly expect: readonly Expected[]
}

const MIN_RIGHT = 52

const root = path.join(import.meta.dirname, '..', '..')
const file = path.join(root, '..', 'shared', 'tagging', 'patterns.json')

if (existsSync(file)) process.exitCode = runGate()
else console.log('skipped: ../shared is absent')

function runGate(): number {
  const patterns = JSON.parse(readFileSync(file, 'utf8')) as Pattern[]
  const lexicon = loadLexicon(path.join(root, 'config'))
  let right = 0
  let dirty = 0
  for (const pattern of patterns) {
    const { text } = pattern
    const textSha256 = createHash('sha256').update(text).digest('hex')
    const found = findMentions({ id: pattern.id, text, textSha256 }, lexicon)
    const problems = compare(pattern, found, lexicon)
    if (problems.length === 0) right += 1
    else {
      if (pattern.expect.length === 0) dirty += 1
      console.log(`${pattern.id} ${pattern.class}: ${text}`)
      for (const problem of problems) console.log(`    ${problem}`)
    }
  }
  console.log(`right ${right}/${patterns.length}, must-not-tag cases tagged ${dirty}`)
  return right >= MIN_RIGHT && dirty === 0 ? 0 : 1
}

function compare(pattern: Pattern, found: readonly Mention[], lexicon: Lexicon): string[] {
  const problems: string[] = []
  const left = [...found]
  for (const each of pattern.expect) {
    const same = left.filter((mention) => mention.kind === each.kind)
    const best = same.find((mention) => differences(pattern, each, mention, lexicon).length === 0) ?? same[0]
    if (!best) {
      problems.push(`missing ${each.kind}.${each.subtype} by ${each.speaker}`)
      continue
    }
    left.splice(left.indexOf(best), 1)
    problems.push(...differences(pattern, each, best, lexicon))
  }
  return [...problems, ...left.map((mention) => `extra ${mention.kind}.${mention.subtype} by ${mention.speaker.name}`)]
}

function differences(pattern: Pattern, wanted: Expected, mention: Mention, lexicon: Lexicon): string[] {
  const { speaker, accused } = mention
  const cue = mention.cue ? pattern.text.slice(mention.cue.start, mention.cue.end) : null
  const spoken = speaker.mention ? pattern.text.slice(speaker.mention.start, speaker.mention.end) : null
  const isPronoun = wanted.speaker === 'he' && spoken === 'he'
  const isSpeaker =
    isPronoun ||
    (wanted.speaker === null
      ? speaker.name === null || speaker.resolution === 'narrator'
      : isSameActor(wanted.speaker, speaker, speaker.onBehalfOf, lexicon))
  const isAccused = wanted.accused === null ? true : isSameActor(wanted.accused, accused, null, lexicon)
  const differing: string[] = []
  if (mention.subtype !== wanted.subtype) differing.push(`subtype ${mention.subtype}, not ${wanted.subtype}`)
  if (!isSpeaker) differing.push(`speaker ${speaker.name}, not ${wanted.speaker}`)
  if (!isAccused) differing.push(`accused ${accused.name}, not ${wanted.accused}`)
  if (wanted.cue !== null && cue !== wanted.cue && !(cue?.includes(wanted.cue) ?? false))
    differing.push(`cue ${cue}, not ${wanted.cue}`)
  return differing
}
