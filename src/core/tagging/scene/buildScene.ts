import { buildCast } from '../actors/buildCast.ts'
import { type Actor, resolveActor } from '../actors/resolveActor.ts'
import { findActs } from '../acts/findActs.ts'
import { findDeeds } from '../acts/findDeeds.ts'
import { attributeUtterances } from '../cues/attributeUtterances.ts'
import { findAccusations } from '../cues/findAccusations.ts'
import { findCited } from '../cues/findCited.ts'
import type { Cue } from '../cues/findCues.ts'
import { findCues } from '../cues/findCues.ts'
import type { NounPhrase } from '../phrases/findPhraseBefore.ts'
import type { Reading } from '../text/readText.ts'
import { resolvePhrase } from './resolvePhrase.ts'
import type { Scene } from './scene.ts'

/**
 * Finds cues, acts and utterance attributions in a reading and resolves every cue's speaker, in reading order.
 *
 * @throws Never.
 */
export function buildScene(reading: Reading): Scene {
  const cast = buildCast(reading)
  const isElectionArticle = isAboutElection(reading)
  const cues = reading.sentences.map((sentence) => findCues(reading, sentence))
  const isSport = isAboutSport(reading)
  const acts = reading.sentences.map((sentence) => (isSport ? [] : findActs(reading, sentence, isElectionArticle)))
  const deeds = reading.sentences.map((sentence) => (isSport || !isElectionArticle ? [] : findDeeds(reading, sentence)))
  const attributions = attributeUtterances(reading, cues)
  const speakers = new Map<Cue, Actor>()
  const cited = new Map<Cue, Actor>()
  const salient: (Actor | undefined)[] = []
  const accusations = reading.sentences.map((sentence) =>
    findAccusations(reading, sentence, acts[sentence.index]!, isElectionArticle),
  )
  const scene: Scene = {
    accusations,
    reading,
    cast,
    cues,
    acts,
    deeds,
    attributions,
    speakers,
    cited,
    salient,
    isElectionArticle,
  }
  for (const [index, inSentence] of cues.entries()) {
    for (const cue of inSentence) {
      if (cue.subject) speakers.set(cue, resolveSpeakers(scene, cue.subject, index))
      const source = findCited(reading, cue)
      if (source) cited.set(cue, resolvePhrase(scene, source, index))
    }
    salient.push(findSalient(scene, index))
  }
  return scene
}

/** `Poland and Latvia said`: both, under both names. */
function resolveSpeakers(scene: Scene, subject: NounPhrase, sentence: number): Actor {
  const first = resolvePhrase(scene, subject, sentence)
  const others = subject.conjuncts.filter((each) => each.name).map((each) => resolvePhrase(scene, each, sentence).name)
  const names = [first.name, ...others].filter((name) => name !== null)
  return names.length > 1 ? { ...first, name: [...new Set(names)].join('; ') } : first
}

/** An article without a word about elections is about something else; a line or two may leave it out. */
function isAboutElection(reading: Reading): boolean {
  if (reading.sentences.length <= 2) return true
  return reading.classes.some((known) => known.has('contest') || known.has('electionContext'))
}

const MIN_SPORT_WORDS = 4

/** A vote of a sports federation is no election of a state. */
function isAboutSport(reading: Reading): boolean {
  const words = new Set<string>()
  for (let at = 0; at < reading.tokens.length; at += 1)
    if (reading.classes[at]!.has('sport')) words.add(reading.tokens[at]!.norm)
  return words.size >= MIN_SPORT_WORDS && !reading.classes.some((known) => known.has('officePresident'))
}

function findSalient(scene: Scene, index: number): Actor | undefined {
  const { reading } = scene
  const outside = (scene.cues[index] ?? []).filter((cue) => isNarrated(reading, cue.at))
  const spoken = outside.map((cue) => scene.speakers.get(cue)).filter((actor) => actor?.name)
  const speaking = spoken.find((actor) => actor?.person) ?? spoken[0]
  if (speaking?.person) return speaking
  const sentence = reading.sentences[index]!
  for (let at = sentence.from; at < sentence.to; at += 1) {
    const name = reading.nameAt[at]
    if (!name || !isNarrated(reading, at) || at !== name.from) continue
    if (reading.tokens[name.to]?.kind === 'possessive') continue
    if (scene.cast.personOf.has(reading.nameOf[at]!)) {
      return resolveActor(reading, scene.cast, { from: name.from, to: name.to, head: name.to - 1, name, conjuncts: [] })
    }
  }
  if (speaking) return speaking
  const attribution = scene.attributions.get(reading.utteranceOf[sentence.from] ?? -1)
  const cue = attribution?.cue
  return cue && cue.sentence <= index ? scene.speakers.get(cue) : undefined
}

/** Outside quotation marks; who speaks in a transcript narrates too. */
function isNarrated(reading: Reading, at: number): boolean {
  return reading.utterances[reading.utteranceOf[at]!]?.isTurn ?? true
}
