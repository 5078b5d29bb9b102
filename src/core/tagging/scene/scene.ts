import type { Cast } from '../actors/buildCast.ts'
import type { Actor } from '../actors/resolveActor.ts'
import type { Act } from '../acts/findActs.ts'
import type { Deed } from '../acts/findDeeds.ts'
import type { Attribution } from '../cues/attributeUtterances.ts'
import type { Accusation } from '../cues/findAccusations.ts'
import type { Cue } from '../cues/findCues.ts'
import type { Reading } from '../text/readText.ts'

/** The article with its cues, acts and actors: what the judges decide on. */
export interface Scene {
  readonly reading: Reading
  readonly cast: Cast
  /** By sentence. */
  readonly cues: readonly (readonly Cue[])[]
  readonly acts: readonly (readonly Act[])[]
  readonly deeds: readonly (readonly Deed[])[]
  readonly accusations: readonly (readonly Accusation[])[]
  /** By utterance id. */
  readonly attributions: ReadonlyMap<number, Attribution>
  readonly speakers: ReadonlyMap<Cue, Actor>
  /** Whom an outlet cites for what its cue says. */
  readonly cited: ReadonlyMap<Cue, Actor>
  /** By sentence: whom a pronoun in the next sentence most likely means. */
  readonly salient: readonly (Actor | undefined)[]
  readonly isElectionArticle: boolean
}
