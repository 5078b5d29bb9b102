import type { Reading, Utterance } from '../text/readText.ts'
import type { Cue } from './findCues.ts'

/** Whose words an utterance is, as a cue whose subject is the speaker. */
export interface Attribution {
  readonly cue: Cue
  /** The cue stands beside another part of the same speech, or in the sentence before. */
  readonly isContinuation: boolean
}

const MAX_DISTANCE = 30

/**
 * Finds the attribution of each utterance: behind it, before it, in another part of the same quotation, or,
 * for one without any, in the sentence before in the same paragraph.
 *
 * @param cues By sentence.
 * @returns By utterance id; nothing for an utterance that nobody is said to utter.
 * @throws Never.
 */
export function attributeUtterances(reading: Reading, cues: readonly (readonly Cue[])[]): Map<number, Attribution> {
  const found = new Map<number, Attribution>()
  for (const utterance of reading.utterances) {
    const cue = cueBeside(reading, cues, utterance)
    if (cue) found.set(utterance.id, { cue, isContinuation: false })
  }
  spreadOverChains(reading, found)
  for (const utterance of reading.utterances) {
    if (found.has(utterance.id)) continue
    const cue = cueOfOrphan(reading, cues, found, utterance)
    if (cue) found.set(utterance.id, { cue, isContinuation: true })
  }
  return found
}

function cueBeside(reading: Reading, cues: readonly (readonly Cue[])[], utterance: Utterance): Cue | undefined {
  const { tokens, sentenceOf } = reading
  const before = tokens[utterance.from - 1]
  const opensSentence = sentenceOf[utterance.from - 1] !== sentenceOf[utterance.from]
  const isIntroduced = !opensSentence && before !== undefined && before.kind !== 'quote'
  const behind = cueBehind(reading, cues, utterance) ?? signatureBelow(reading, cues, utterance)
  if (!isIntroduced) return behind
  return cueBefore(reading, cues, utterance) ?? behind
}

function cueBehind(reading: Reading, cues: readonly (readonly Cue[])[], utterance: Utterance): Cue | undefined {
  const sentence = reading.sentenceOf[utterance.to - 1]!
  if (reading.sentenceOf[utterance.to] !== sentence) return undefined
  return cues[sentence]?.find(
    (cue) =>
      cue.at >= utterance.to &&
      cue.at < utterance.to + MAX_DISTANCE &&
      cue.region.from === utterance.to &&
      isSpeaking(reading, cue),
  )
}

/** `— Ana Lovric (@analovric)` below a post. */
function signatureBelow(reading: Reading, cues: readonly (readonly Cue[])[], utterance: Utterance): Cue | undefined {
  const sentence = reading.sentences[reading.sentenceOf[utterance.to - 1]! + 1]
  if (!sentence || sentence.from !== utterance.to) return undefined
  return cues[sentence.index]?.find((cue) => cue.region.from === sentence.from && isSignature(reading, cue))
}

function isSignature(reading: Reading, cue: Cue): boolean {
  return reading.tokens[cue.at]!.kind === 'open'
}

function cueBefore(reading: Reading, cues: readonly (readonly Cue[])[], utterance: Utterance): Cue | undefined {
  const sentence = reading.sentenceOf[utterance.from]!
  return cues[sentence]?.findLast(
    (cue) =>
      cue.at < utterance.from &&
      cue.at >= utterance.from - MAX_DISTANCE &&
      cue.region.to === utterance.from &&
      isSpeaking(reading, cue),
  )
}

function isSpeaking(reading: Reading, cue: Cue): boolean {
  const known = reading.classes[cue.at]!
  if (reading.tokens[cue.at]!.norm === ':' || known.has('accordingTo')) return true
  return (
    cue.subject !== undefined &&
    ['say', 'sayQuote', 'deny', 'reject', 'accuse', 'label', 'ask', 'rebuke', 'denounce'].some((name) =>
      known.has(name),
    )
  )
}

/** Parts of one speech: an unclosed paragraph and what continues it. */
function spreadOverChains(reading: Reading, found: Map<number, Attribution>): void {
  const chains: number[][] = []
  const last: Record<'turn' | 'quotation', number[] | undefined> = { turn: undefined, quotation: undefined }
  for (const utterance of reading.utterances) {
    const kind = utterance.isTurn ? 'turn' : 'quotation'
    const chain = utterance.isContinued ? last[kind] : undefined
    if (chain) chain.push(utterance.id)
    else {
      last[kind] = [utterance.id]
      chains.push(last[kind])
    }
  }
  for (const chain of chains) {
    const known = chain.map((id) => found.get(id)).find((attribution) => attribution !== undefined)
    if (!known) continue
    for (const id of chain) if (!found.has(id)) found.set(id, { ...known, isContinuation: true })
  }
}

function cueOfOrphan(
  reading: Reading,
  cues: readonly (readonly Cue[])[],
  found: ReadonlyMap<number, Attribution>,
  utterance: Utterance,
): Cue | undefined {
  const index = reading.sentenceOf[utterance.from]!
  const sentence = reading.sentences[index]!
  const previous = reading.sentences[index - 1]
  const lastUtterance = reading.utterances[utterance.id - 1]
  const isFollowing = lastUtterance && previous && reading.sentenceOf[lastUtterance.to - 1]! >= index - 1
  if (isFollowing && reading.sentences[reading.sentenceOf[lastUtterance.to - 1]!]!.paragraph === sentence.paragraph) {
    return found.get(lastUtterance.id)?.cue
  }
  if (!previous) return undefined
  const endsWithColon = reading.tokens[previous.to - 1]!.norm === ':'
  if (previous.paragraph !== sentence.paragraph && !endsWithColon) return undefined
  return cues[previous.index]?.find((cue) => isSpeaking(reading, cue) && reading.utteranceOf[cue.at] === -1)
}
