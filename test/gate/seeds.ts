import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { loadLexicon } from '../../config/lexicon.ts'
import { findMentions } from '../../src/core/tagging/findMentions.ts'
import type { Mention } from '../../src/domain/mention.ts'
import type { Span } from '../../src/domain/span.ts'
import { isSameActor } from './isSameActor.ts'

interface GoldMention {
  readonly id: string
  readonly doc: string
  readonly kind: Mention['kind']
  readonly span: Span & { readonly text: string }
  readonly speaker: { readonly entity: string | null }
  readonly accused: string | null
  readonly responds_to: readonly string[]
  readonly contradicts: readonly string[]
  readonly clusters: readonly string[]
  readonly scored: boolean
}

interface Gold {
  readonly mentions: readonly GoldMention[]
  readonly traps: readonly {
    readonly doc: string
    readonly span: Span & { readonly text: string }
    readonly why: string
  }[]
}

const THRESHOLDS = { claims: 22, denials: 14, challenges: 9, evidence: 3, links: 0.9 }

const root = path.join(import.meta.dirname, '..', '..')
const seeds = path.join(root, '..', 'shared', 'seeds')

if (existsSync(seeds)) process.exitCode = runGate()
else console.log('skipped: ../shared is absent')

function runGate(): number {
  const gold = JSON.parse(readFileSync(path.join(seeds, 'gold.json'), 'utf8')) as Gold
  const lexicon = loadLexicon(path.join(root, 'config'))
  const found = new Map<string, Mention[]>()
  for (const doc of new Set(gold.mentions.map((mention) => mention.doc))) {
    const text = readFileSync(path.join(seeds, doc), 'utf8')
    found.set(
      doc,
      findMentions({ id: doc, text, textSha256: createHash('sha256').update(text).digest('hex') }, lexicon),
    )
  }
  const pairs = pairUp(gold, found)
  const misses: string[] = []
  const right = { claim: 0, denial: 0, challenge: 0, evidence_note: 0 }
  const total = { claim: 0, denial: 0, challenge: 0, evidence_note: 0 }
  let speakers = 0
  let accused = 0
  for (const each of gold.mentions.filter((mention) => mention.scored)) {
    total[each.kind] += 1
    const mention = pairs.get(each.id)
    if (!mention) {
      misses.push(`missed   ${each.id} ${each.kind}: ${each.span.text.slice(0, 140)}`)
      continue
    }
    const isSpeaker =
      each.speaker.entity === null ||
      isSameActor(each.speaker.entity, mention.speaker, mention.speaker.onBehalfOf, lexicon)
    const isAccused = each.accused === null || isSameActor(each.accused, mention.accused, null, lexicon)
    if (isSpeaker) speakers += 1
    else
      misses.push(
        `speaker  ${each.id} wants ${each.speaker.entity}, has ${mention.speaker.name}: ${mention.quote.exact.slice(0, 100)}`,
      )
    if (isAccused) accused += 1
    else
      misses.push(
        `accused  ${each.id} wants ${each.accused}, has ${mention.accused.name}: ${mention.quote.exact.slice(0, 100)}`,
      )
    if (isSpeaker && isAccused) right[each.kind] += 1
  }
  const extra = findExtra(gold, found, pairs)
  const links = scoreLinks(gold, pairs, misses)
  const sprung = gold.traps.filter((trap) => isSprung(trap, gold, found.get(trap.doc) ?? [], misses))

  for (const miss of misses) console.log(miss)
  for (const mention of extra)
    console.log(
      `extra    ${mention.articleId} ${mention.kind}.${mention.subtype}: ${mention.quote.exact.slice(0, 140)}`,
    )
  const foundCount = [...pairs.values()].length
  console.log(
    `claims ${right.claim}/${total.claim}  denials ${right.denial}/${total.denial}  challenges ${right.challenge}/${total.challenge}  evidence ${right.evidence_note}/${total.evidence_note}`,
  )
  console.log(
    `found ${foundCount}, extra ${extra.length}, speaker ${speakers}/${foundCount}, accused ${accused}/${foundCount}, links ${links.toFixed(3)}, traps sprung ${sprung.length}`,
  )
  const isGood =
    right.claim >= total.claim &&
    right.denial >= total.denial &&
    right.challenge >= THRESHOLDS.challenges &&
    right.evidence_note >= THRESHOLDS.evidence &&
    links >= THRESHOLDS.links &&
    sprung.length === 0
  return isGood ? 0 : 1
}

/** Same kind and overlapping span; the best overlap wins, each found Mention counts once. */
function pairUp(gold: Gold, found: ReadonlyMap<string, readonly Mention[]>): Map<string, Mention> {
  const pairs = new Map<string, Mention>()
  const used = new Set<Mention>()
  for (const each of gold.mentions) {
    const candidates = (found.get(each.doc) ?? []).filter(
      (mention) => mention.kind === each.kind && overlap(mention.span, each.span) > 0 && !used.has(mention),
    )
    const best = candidates.sort((one, other) => overlap(other.span, each.span) - overlap(one.span, each.span))[0]
    if (!best) continue
    used.add(best)
    if (each.scored) pairs.set(each.id, best)
  }
  return pairs
}

function findExtra(
  gold: Gold,
  found: ReadonlyMap<string, readonly Mention[]>,
  pairs: ReadonlyMap<string, Mention>,
): Mention[] {
  const paired = new Set(pairs.values())
  return [...found].flatMap(([doc, mentions]) =>
    mentions.filter(
      (mention) =>
        !paired.has(mention) &&
        !gold.mentions.some((each) => each.doc === doc && !each.scored && overlap(each.span, mention.span) > 0),
    ),
  )
}

/** Share of answers whose claims, seen as clusters of the same claim, are those of the gold. */
function scoreLinks(gold: Gold, pairs: ReadonlyMap<string, Mention>, misses: string[]): number {
  const byId = new Map(gold.mentions.map((mention) => [mention.id, mention]))
  const idOf = new Map([...pairs].map(([id, mention]) => [mention.id, id]))
  const clustersOf = (ids: readonly string[]) => new Set(ids.flatMap((id) => byId.get(id)?.clusters ?? []))
  let right = 0
  let total = 0
  for (const each of gold.mentions) {
    const wanted = clustersOf([...each.responds_to, ...each.contradicts])
    const mention = pairs.get(each.id)
    if (wanted.size === 0 || !mention) continue
    const got = clustersOf([...mention.respondsTo, ...mention.contradicts].flatMap((id) => idOf.get(id) ?? []))
    total += 1
    if ([...wanted].some((cluster) => got.has(cluster)) && [...got].every((cluster) => wanted.has(cluster))) right += 1
    else misses.push(`links    ${each.id} wants ${[...wanted].join(' ')}, has ${[...got].join(' ')}`)
  }
  return total === 0 ? 0 : right / total
}

function isSprung(trap: Gold['traps'][number], gold: Gold, mentions: readonly Mention[], misses: string[]): boolean {
  const sprung = mentions.find(
    (mention) =>
      overlap(mention.span, trap.span) > 0 &&
      !gold.mentions.some(
        (each) => each.doc === trap.doc && each.kind === mention.kind && overlap(each.span, mention.span) > 0,
      ),
  )
  if (sprung) misses.push(`trap     ${trap.why}: ${sprung.kind}.${sprung.subtype} ${trap.span.text}`)
  return sprung !== undefined
}

function overlap(one: Span, other: Span): number {
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start))
}
