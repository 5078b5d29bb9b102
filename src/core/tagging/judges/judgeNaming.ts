import type { Act } from '../acts/findActs.ts'
import { findAgent } from '../acts/findAgent.ts'
import type { Accusation } from '../cues/findAccusations.ts'
import type { Cue } from '../cues/findCues.ts'
import { findDoer } from '../phrases/findPassiveObject.ts'
import { findPhraseAfter } from '../phrases/findPhraseAfter.ts'
import { findPhraseBefore, type NounPhrase } from '../phrases/findPhraseBefore.ts'
import { isVerbUse } from '../phrases/isVerbUse.ts'
import { stateIn } from '../phrases/readModifiers.ts'
import { findAccused, ownSide } from '../scene/findAccused.ts'
import { findVoice, type Voice } from '../scene/findVoice.ts'
import { resolvePhrase } from '../scene/resolvePhrase.ts'
import type { Scene } from '../scene/scene.ts'
import type { Sentence } from '../text/readText.ts'
import { type Draft, draftMention } from './draftMention.ts'

/**
 * Judges a verb that gives what happened its name or says that it happened: `called it election interference`,
 * `denounced Russian meddling in the vote`, `confirmed Russian meddling`, `warned of Russian meddling`.
 *
 * @throws Never.
 */
export function judgeNaming(scene: Scene, sentence: Sentence, cue: Cue): Draft[] {
  const { reading } = scene
  const known = reading.classes[cue.at]!
  const isNaming = known.has('label')
  const isAttesting = known.has('attest') || known.has('attestTo')
  if (cue.blocked || !(isNaming || known.has('denounce') || isAttesting) || known.has('deny') || sentence.isQuestion)
    return []
  if (reading.classes[cue.end]?.has('coordinator')) return []
  if (cue.group.isPassive && !(isAttesting && cue.subject)) return []
  if (isAttesting && !known.has('denounce') && cue.group.isInfinitive) return []
  const [from, to] = cue.group.isPassive ? [cue.subject!.from, cue.at] : [cue.content.from, cue.content.to]
  const act = (scene.acts[sentence.index] ?? []).find((each) => each.at >= from && each.at < to && isNameable(each))
  if (!act?.isAimed) return []
  // `rejected the interference` names it, `dismissed the indictments for interference` does not.
  const isRejected = known.has('reject') && !known.has('nameVerb') && !known.has('denounce')
  if (isRejected && findPhraseAfter(reading, cue.end, to)?.head !== act.at) return []
  if (isAttesting && !known.has('denounce') && !isObject(scene, cue, act)) return []
  // Remarks may be what is named; an accusation is not.
  const isAccusation = (each: Accusation) =>
    each.at >= from && each.at < to && !(each.isWeak && each.at < act.at && known.has('nameVerb'))
  if (scene.accusations[sentence.index]!.some(isAccusation)) return []
  if (isDiscredited(scene, from, to) || hasTopic(scene, from, act.at) || isNegated(scene, cue.at, act.at)) return []
  const voice = cue.group.isPassive ? passiveVoice(scene, sentence, cue) : findVoice(scene, cue)
  const owner = isNaming ? ownerOfNamed(scene, cue, act) : undefined
  const agent = (known.has('nameVerb') ? owner : undefined) ?? findAgent(reading, act, from) ?? owner
  const accused = agent ? findAccused(scene, agent, sentence.index, voice.speaker) : undefined
  const isUnnamed = isAttesting && !known.has('denounce') && !known.has('warnOf') && isInContest(scene, act)
  const isThing = ['it', 'this', 'that'].includes(reading.tokens[cue.end]?.norm ?? '')
  if (!voice.speaker?.name || !(accused?.name || (isNaming && (isThing || known.has('nameVerb'))) || isUnnamed))
    return []
  const isOwn = accused?.entityId != null && ownSide(scene, voice.speaker).entityId === accused.entityId
  const isWarning = known.has('warnOf')
  return [
    draftMention({
      kind: 'claim',
      subtype: isOwn ? 'admission' : isWarning ? 'warning' : 'accusation',
      ruleId: isAttesting ? 'claim.attest' : known.has('denounce') && !isThing ? 'claim.denounce' : 'claim.name',
      sentence: sentence.index,
      cue: { from: cue.at, to: cue.end },
      content: cue.group.isPassive ? { from, to: cue.group.from } : cue.content,
      speaker: voice.speaker,
      via: voice.via,
      accused,
      act,
      modality: isWarning ? 'possible' : isAttesting ? 'asserted' : 'presupposed',
      flags: accused?.name ? [] : ['needs_accused'],
      confidence: 0.7,
    }),
  ]
}

function isNameable(act: Act): boolean {
  return (act.isNoun && act.isNamed) || act.ruleId === 'act.hand-in'
}

/** Who did what is named so: `described the institute’s work as interference`, `called the work of the institute interference`. */
function ownerOfNamed(scene: Scene, cue: Cue, act: Act): NounPhrase | undefined {
  const { reading } = scene
  const phrase = findPhraseAfter(reading, cue.end, act.at)
  if (!phrase || phrase.from !== cue.end) return undefined
  for (let at = phrase.from; at < phrase.to; at += 1) {
    if (reading.tokens[at]!.kind === 'possessive') return findPhraseBefore(reading, at, phrase.from)
    if (['of', 'by'].includes(reading.tokens[at]!.norm)) return findPhraseAfter(reading, at + 1, phrase.to)
    const name = reading.nameAt[at]
    if (name && stateIn(reading, at, name.to)) return { from: at, to: name.to, head: name.to - 1, name, conjuncts: [] }
  }
  const by = reading.tokens[phrase.to]?.norm
  return by === 'by' ? findPhraseAfter(reading, phrase.to + 1, act.at) : undefined
}

/** `uncovered interference in the vote`: somebody interferes, whoever it is. */
function isInContest({ reading }: Scene, act: Act): boolean {
  if (reading.classes[act.at]!.get('interference') !== 1) return false
  for (let at = act.at + 1; at < act.end; at += 1) if (reading.classes[at]!.has('contest')) return true
  return false
}

/** `was confirmed by the committee`. */
function passiveVoice(scene: Scene, sentence: Sentence, cue: Cue): Voice {
  const doer = findDoer(scene.reading, sentence, cue.at)
  const speaker = doer ? resolvePhrase(scene, doer, sentence.index) : undefined
  return { speaker, via: undefined, governor: undefined }
}

/** The act is what the verb is about, and nothing is said of it: `confirmed the meddling`, not `confirmed that the meddling ended`. */
function isObject(scene: Scene, cue: Cue, act: Act): boolean {
  const { tokens, classes } = scene.reading
  if (cue.group.isPassive) return true
  for (let at = cue.end; at < act.at; at += 1) {
    const known = classes[at]!
    const isBreak = ['that', 'relative', 'negator', 'clauseStart', 'beVerb', 'modal'].some((name) => known.has(name))
    if (isBreak || tokens[at]!.kind === 'quote' || [',', ':', ';', '—'].includes(tokens[at]!.norm)) return false
    const isPredicate = known.has('verb.third') || (known.has('verb.past') && classes[at - 1]!.has('noun'))
    if (isPredicate && !known.has('hedge') && isVerbUse(scene.reading, at)) return false
  }
  const next = classes[act.end]
  return !['modal', 'beVerb', 'haveVerb'].some((name) => next?.has(name))
}

/** `had not seen evidence of it`, `has seen no sign of it`. */
function isNegated(scene: Scene, from: number, to: number): boolean {
  return scene.reading.classes.slice(from, to).filter((known) => known.has('negator')).length % 2 === 1
}

function isDiscredited(scene: Scene, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (scene.reading.classes[at]!.has('discredit')) return true
  return false
}

function hasTopic(scene: Scene, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    if (scene.reading.classes[at]!.has('topic') && scene.reading.tokens[at]!.norm !== 'that') return true
  }
  return false
}
