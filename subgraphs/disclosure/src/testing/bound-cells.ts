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

/**
 * The bounds of hidden cells by linear programming: for each the least and the most that the system allows. For systems of
 * up to some thousands of cells; a cell takes two solutions, each begun from the one before.
 *
 * @param wanted indexes of cells in `system.cells`
 * @returns bounds in the order of `wanted`
 * @throws {Error} when the system allows nothing: then it does not describe what was released.
 */
export async function boundCells(system: PublishedSystem, wanted: readonly number[]): Promise<CellBounds[]> {
  const model = (await (highs ??= load())).createModel(modelOf(system))
  try {
    model.options.set('output_flag', false)
    const solve = (cell: number, sense: 1 | -1): number => {
      model.changeColCost(cell, sense)
      model.run()
      // 7 is optimal; see the solver's table of model statuses.
      if (model.getModelStatus() !== 7)
        throw new Error(`Expected the system to have a solution, but the solver gave status ${model.getModelStatus()}.`)
      const value = model.getObjectiveValue() * sense
      model.changeColCost(cell, 0)
      return value
    }
    return wanted.map((cell) => ({ low: solve(cell, 1), high: solve(cell, -1) }))
  } finally {
    model.dispose()
  }
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
