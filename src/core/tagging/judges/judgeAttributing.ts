import type { Act } from '../acts/findActs.ts'
import type { Cue } from '../cues/findCues.ts'
import { findDoer } from '../phrases/findPassiveObject.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import { findAccused } from '../scene/findAccused.ts'
import { findVoice } from '../scene/findVoice.ts'
import { isForeignState } from '../scene/isForeignState.ts'
import { resolvePhrase } from '../scene/resolvePhrase.ts'
import type { Scene } from '../scene/scene.ts'
import type { TokenRange } from '../text/findParagraphs.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'
import { blamedAct } from './judgeBlame.ts'

const MAX_DEED = 24
const LINKS = ['to', 'on', 'with']
const ORIGIN = ['from', 'in']

/**
 * Judges who traces a deed to whom: `attributed the hack of the voter rolls to Belarus`,
 * `the fakes were traced to Belarus, officials said`.
 *
 * @returns `[]` when it is no deed against an election, or nobody is named.
 * @throws Never.
 */
export function judgeAttributing(scene: Scene, sentence: Sentence, cue: Cue): Draft[] {
  const { reading } = scene
  const isOrigin = reading.classes[cue.at]!.has('originVerb')
  const isBlocked = cue.blocked !== undefined && cue.blocked !== 'only can'
  if (isBlocked || !(isOrigin || reading.classes[cue.at]!.has('attributeVerb')) || sentence.isQuestion) return []
  const isPassive = cue.group.isPassive || isOrigin
  const link = findLink(
    scene,
    cue,
    isOrigin ? ORIGIN : LINKS,
    isPassive ? cue.end + 3 : Math.min(sentence.to, cue.end + MAX_DEED),
  )
  const deed: TokenRange | undefined = isPassive ? cue.subject : { from: cue.end, to: link }
  if (link < 0 || !deed) return []
  const act = blamedAct(scene, sentence, deed.from, deed.to) ?? messageIn(scene, sentence, deed)
  const object = findPhraseAfter(reading, link + 1, sentence.to)
  if (!act || !object || object.from !== link + 1) return []
  const voice = findVoice(scene, cue)
  const doer = isPassive ? findDoer(reading, sentence, cue.at) : undefined
  const speaker = isPassive
    ? doer
      ? resolvePhrase(scene, doer, sentence.index)
      : voice.governor?.speaker
    : voice.speaker
  const accused = findAccused(scene, object, sentence.index, speaker)
  if (!isForeignState(scene, accused)) return []
  return [
    draftMention({
      kind: 'claim',
      subtype: 'act_allegation',
      ruleId: 'claim.attribute',
      sentence: sentence.index,
      cue: { from: cue.at, to: cue.end },
      content: { from: isPassive ? deed.from : cue.end, to: object.to },
      speaker,
      via: isPassive ? undefined : voice.via,
      accused,
      act,
      confidence: 0.8,
    }),
  ]
}

/** The last link before the phrase for a state: `links between fakes and`, `the attack on the party to`. */
function findLink(scene: Scene, cue: Cue, links: readonly string[], to: number): number {
  const { tokens, classes } = scene.reading
  for (let at = cue.end; at < to; at += 1) {
    const token = tokens[at]!
    if (token.kind === 'stop' || token.kind === 'quote' || classes[at]!.has('clauseStart')) return -1
    if (!links.includes(token.norm) || classes[at + 1]?.has('verb.base')) continue
    const object = findPhraseAfter(scene.reading, at + 1, Math.min(scene.reading.tokens.length, at + 12))
    if (object && isForeignState(scene, findAccused(scene, object, cue.sentence))) return at
  }
  return -1
}

/** Accounts, mails, sites: deeds once a state is behind them. */
function messageIn(scene: Scene, sentence: Sentence, range: TokenRange): Act | undefined {
  if (!scene.isElectionArticle) return undefined
  for (let at = range.from; at < range.to; at += 1) {
    if (!scene.reading.classes[at]!.has('messageNoun')) continue
    return {
      at,
      end: at + 1,
      sentence: sentence.index,
      ruleId: 'act.blamed-for',
      isNoun: true,
      isNamed: false,
      isAimed: true,
    }
  }
  return undefined
}
