import type { Attribution } from './attributeUtterances.ts'
import type { Cast } from './buildCast.ts'
import type { Accusation } from './findAccusations.ts'
import type { Act } from './findActs.ts'
import type { Cue } from './findCues.ts'
import type { Deed } from './findDeeds.ts'
import type { Reading } from './readText.ts'
import type { Actor } from './resolveActor.ts'

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
