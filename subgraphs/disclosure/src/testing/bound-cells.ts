import loadHighs, { type Highs, type ModelData } from 'highs'
import type { PublishedSystem } from './linear-system.js'

/** What a hidden cell lies between, by all that is known. */
export interface CellBounds {
  readonly low: number
  readonly high: number
}

/** The package's types describe its module as CommonJS with a `default`; what it exports to Node is the loader itself. */
const load = loadHighs as unknown as (typeof loadHighs)['default']
let highs: Promise<Highs> | undefined

/** A weighted sum of hidden cells, and what is known beside. */
export interface Wanted {
  readonly terms: ReadonlyMap<number, number>
  readonly known: number
}

/**
 * The bounds of hidden cells, or of sums of them, by linear programming: for each the least and the most that the system allows. For systems of
 * up to some thousands of cells; a cell takes two solutions, each begun from the one before.
 *
 * @param wanted what is wanted, of cells by their indexes in `system.cells`
 * @param isEnough whether a range that was seen in solutions for others is wide enough, so that nothing need be solved for this one
 * @returns bounds in the order of `wanted`; a range within them where that was enough
 * @throws {Error} when the system allows nothing: then it does not describe what was released.
 */
export async function boundCells(
  system: PublishedSystem,
  wanted: readonly Wanted[],
  isEnough: (index: number, seen: CellBounds) => boolean = () => false,
): Promise<CellBounds[]> {
  const seen = wanted.map(() => ({ low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY }))
  const model = (await (highs ??= load())).createModel(modelOf(system))
  try {
    model.options.set('output_flag', false)
    const look = () => {
      const { colValue } = model.getSolution()
      for (const [index, one] of wanted.entries()) {
        const range = seen[index]
        if (range === undefined) continue
        const value = valueIn(colValue, one)
        range.low = Math.min(range.low, value)
        range.high = Math.max(range.high, value)
      }
    }
    const solve = ({ terms, known }: Wanted, sense: 1 | -1): number => {
      for (const [cell, factor] of terms) model.changeColCost(cell, sense * factor)
      model.run()
      // 7 is optimal; see the solver's table of model statuses.
      if (model.getModelStatus() !== 7)
        throw new Error(`Expected the system to have a solution, but the solver gave status ${model.getModelStatus()}.`)
      const value = model.getObjectiveValue() * sense
      look()
      for (const cell of terms.keys()) model.changeColCost(cell, 0)
      return value + known
    }
    return wanted.map((one, index) => {
      const before = seen[index]
      if (before !== undefined && isEnough(index, before)) return before
      return { low: solve(one, 1), high: solve(one, -1) }
    })
  } finally {
    model.dispose()
  }
}

/** What a weighted sum of cells is in a solution. */
function valueIn(values: ArrayLike<number>, { terms, known }: Wanted): number {
  let sum = known
  for (const [cell, factor] of terms) sum += factor * (values[cell] ?? 0)
  return sum
}

function modelOf({ cells, least, most, relations }: PublishedSystem): ModelData {
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const { terms } of relations) {
    for (const [cell, factor] of terms) {
      indices.push(cell)
      values.push(factor)
    }
    starts.push(indices.length)
  }
  return {
    numCols: cells.length,
    numRows: relations.length,
    colCost: cells.map(() => 0),
    colLower: [...least],
    colUpper: [...most],
    rowLower: relations.map(({ low }) => low),
    rowUpper: relations.map(({ high }) => high),
    matrix: {
      format: 'csr',
      numRows: relations.length,
      numCols: cells.length,
      starts,
      indices,
      values,
    },
  }
}
