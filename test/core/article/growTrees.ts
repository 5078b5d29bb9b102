import type { BlockModel, DecisionTree } from '../../../src/domain/extraction.ts'

export interface TrainingRow {
  readonly inputs: Float64Array
  readonly isWanted: boolean
  readonly weight: number
}

export interface TreeOptions {
  readonly trees: number
  readonly depth: number
  readonly rate: number
  /** Curvature that each side of a branch needs at least, as a share of all rows. */
  readonly minShare: number
  readonly regularization: number
}

const BINS = 32
const MIN_GAIN = 1e-3
const DIGITS = 1e4
const round = (value: number): number => Math.round(value * DIGITS) / DIGITS

/**
 * Gradient boosting with logistic loss on binned inputs (Friedman 2001; second order as in XGBoost, Chen and Guestrin 2016).
 * Deterministic: no sampling.
 */
export function growTrees(rows: readonly TrainingRow[], options: TreeOptions): Pick<BlockModel, 'base' | 'trees'> {
  const cuts = findCuts(rows)
  const columns = cuts.map((limits, feature) => Uint8Array.from(rows, (row) => binOf(row.inputs[feature]!, limits)))
  const scale = rows.length / rows.reduce((sum, row) => sum + row.weight, 0)
  const weights = Float64Array.from(rows, (row) => row.weight * scale)
  const wanted = rows.reduce((sum, row, index) => sum + (row.isWanted ? weights[index]! : 0), 0)
  const base = round(Math.log(wanted / (rows.length - wanted)))
  const odds = new Float64Array(rows.length).fill(base)
  const slopes = new Float64Array(rows.length)
  const curves = new Float64Array(rows.length)
  const minCurve = options.minShare * rows.length

  function grow(indices: Int32Array, depth: number): DecisionTree {
    let slope = 0
    let curve = 0
    for (const index of indices) {
      slope += slopes[index]!
      curve += curves[index]!
    }
    const split = depth === 0 ? undefined : findSplit(indices, slope, curve)
    if (!split) {
      const leaf = round((-options.rate * slope) / (curve + options.regularization))
      for (const index of indices) odds[index]! += leaf
      return leaf
    }
    const column = columns[split.feature]!
    const below = indices.filter((index) => column[index]! <= split.bin)
    const from = indices.filter((index) => column[index]! > split.bin)
    return [split.feature, round(cuts[split.feature]![split.bin]!), grow(below, depth - 1), grow(from, depth - 1)]
  }

  function findSplit(indices: Int32Array, slope: number, curve: number): { feature: number; bin: number } | undefined {
    const { regularization } = options
    const worth = (s: number, c: number): number => (s * s) / (c + regularization)
    let best: { feature: number; bin: number } | undefined
    let bestGain = MIN_GAIN
    for (let feature = 0; feature < cuts.length; feature++) {
      const bins = cuts[feature]!.length + 1
      if (bins < 2) continue
      const slopeBins = new Float64Array(bins)
      const curveBins = new Float64Array(bins)
      const column = columns[feature]!
      for (const index of indices) {
        slopeBins[column[index]!]! += slopes[index]!
        curveBins[column[index]!]! += curves[index]!
      }
      let slopeBelow = 0
      let curveBelow = 0
      for (let bin = 0; bin < bins - 1; bin++) {
        slopeBelow += slopeBins[bin]!
        curveBelow += curveBins[bin]!
        if (curveBelow < minCurve || curve - curveBelow < minCurve) continue
        const gain = worth(slopeBelow, curveBelow) + worth(slope - slopeBelow, curve - curveBelow) - worth(slope, curve)
        if (gain > bestGain) {
          bestGain = gain
          best = { feature, bin }
        }
      }
    }
    return best
  }

  const trees: DecisionTree[] = []
  const all = Int32Array.from(rows.keys())
  for (let count = 0; count < options.trees; count++) {
    rows.forEach((row, index) => {
      const probability = 1 / (1 + Math.exp(-odds[index]!))
      slopes[index] = (probability - Number(row.isWanted)) * weights[index]!
      curves[index] = Math.max(1e-6, probability * (1 - probability) * weights[index]!)
    })
    trees.push(grow(all, options.depth))
  }
  return { base, trees }
}

function findCuts(rows: readonly TrainingRow[]): number[][] {
  const width = rows[0]?.inputs.length ?? 0
  return Array.from({ length: width }, (_, feature) => {
    const values = Float64Array.from(rows, (row) => row.inputs[feature]!).sort()
    const cuts = new Set<number>()
    for (let bin = 1; bin < BINS; bin++) cuts.add(round(values[Math.floor((bin * values.length) / BINS)]!))
    cuts.add(round(values.at(-1)!))
    cuts.delete(round(values[0]!))
    return [...cuts].sort((a, b) => a - b)
  })
}

function binOf(value: number, limits: readonly number[]): number {
  let bin = 0
  while (bin < limits.length && value >= limits[bin]!) bin += 1
  return bin
}
