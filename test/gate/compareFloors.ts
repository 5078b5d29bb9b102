import { QUESTIONS, ROWS, type Scores } from './scoreCorpus.ts'

/** What must not sink: `floors.json`. */
export interface Floors {
  readonly version: string
  /** The corpus on which the floors were measured. */
  readonly corpusSha256: string
  /** Figure → lowest value allowed, for example `check.claim.f1`. */
  readonly floors: Readonly<Record<string, number>>
}

/** Questions that the promises of the project name; the others are printed only. */
const HELD_QUESTIONS: ReadonlySet<string> = new Set(['speaker', 'accused', 'election', 'method', 'link'])

/**
 * Lists the figures that have a floor.
 *
 * @param split First part of each name.
 * @returns Name → value between 0 and 1.
 * @throws Never.
 */
export function listFigures(split: string, { rows, shares }: Scores): Record<string, number> {
  return Object.fromEntries([
    ...ROWS.flatMap((row) =>
      (['precision', 'recall', 'f1'] as const).map((rate) => [`${split}.${row}.${rate}`, rows[row][rate]]),
    ),
    ...QUESTIONS.filter((question) => HELD_QUESTIONS.has(question)).map((question) => [
      `${split}.${question}`,
      shares[question].share,
    ]),
  ])
}

/**
 * Compares figures with their floors.
 *
 * @param figures Only these are compared, so one split can be run alone.
 * @returns One line a problem; `[]` when all is well.
 * @throws Never.
 */
export function compareFloors(
  { corpusSha256: pinned, floors }: Floors,
  corpusSha256: string,
  figures: Readonly<Record<string, number>>,
): string[] {
  const sunk = Object.entries(figures).filter(([name, figure]) => figure < (floors[name] ?? 0))
  return [
    ...(pinned === corpusSha256 ? [] : [`Cannot trust the floors: corpus is "${corpusSha256}", pinned is "${pinned}"`]),
    ...sunk.map(([name, figure]) => `Below its floor: ${name} is ${figure.toFixed(4)}, floor is ${floors[name]}`),
  ]
}

/**
 * Raises the floors to the figures.
 *
 * @param isLoweringAllowed Take the figures as they are, lower ones too.
 * @returns Floors rounded down to four digits, by name; those without a figure stay.
 * @throws Never.
 */
export function liftFloors(
  { version, floors }: Floors,
  corpusSha256: string,
  figures: Readonly<Record<string, number>>,
  isLoweringAllowed: boolean,
): Floors {
  const lifted = { ...floors }
  for (const [name, figure] of Object.entries(figures)) {
    const rounded = Math.floor(figure * 10_000) / 10_000
    lifted[name] = isLoweringAllowed ? rounded : Math.max(rounded, floors[name] ?? 0)
  }
  return {
    version,
    corpusSha256,
    floors: Object.fromEntries(Object.entries(lifted).sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}
