/** A weighted sum of hidden cells that lies between two numbers; an equation where they are the same. */
export interface Relation {
  readonly terms: ReadonlyMap<number, number>
  readonly low: number
  readonly high: number
}

/** A prime below 2^26, so that a product of two remainders is exact in a double. */
const prime = 67_108_859

/**
 * The hidden cells that the equations of a system determine: those that stand alone in a row of the reduced system. Exact,
 * by elimination modulo a prime; needs the pattern of what is hidden, not the values. Rows are kept sparse, so that a whole
 * borough can be reduced.
 *
 * @returns indexes of cells, as the relations' terms name them
 */
export function determinedCells(relations: readonly Relation[]): number[] {
  const rows = reduce(relations.filter(({ low, high }) => low === high).map(({ terms }) => remainders(terms)))
  return [...rows].flatMap(([pivot, row]) => (row.size === 1 ? [pivot] : []))
}

type Row = Map<number, number>

function remainders(terms: ReadonlyMap<number, number>): Row {
  return new Map([...terms].map(([cell, factor]) => [cell, ((factor % prime) + prime) % prime]))
}

/** Brings rows into reduced echelon form: by pivot, each pivot in its own row alone. */
function reduce(given: readonly Row[]): Map<number, Row> {
  const byPivot = new Map<number, Row>()
  /** Which rows hold a cell, so that a new pivot is taken out of those only. */
  const holders = new Map<number, Set<number>>()
  for (const row of given.toSorted((first, second) => first.size - second.size)) {
    for (const cell of Array.from(row.keys())) {
      const factor = row.get(cell)
      const above = byPivot.get(cell)
      if (factor !== undefined && factor !== 0 && above !== undefined) subtract(row, above, factor)
    }
    const pivot = pivotOf(row, holders)
    if (pivot === undefined) continue
    scale(row, inverse(row.get(pivot) ?? 1))
    for (const other of Array.from(holders.get(pivot) ?? [])) {
      const above = byPivot.get(other)
      const factor = above?.get(pivot)
      if (above === undefined || factor === undefined) continue
      const before = new Set(above.keys())
      subtract(above, row, factor)
      for (const cell of row.keys()) hold(holders, cell, other, above.has(cell), before.has(cell))
    }
    byPivot.set(pivot, row)
    for (const cell of row.keys()) hold(holders, cell, pivot, true, false)
  }
  return byPivot
}

/** The cell of a row that the fewest other rows hold: taking it out of those fills the least in. */
function pivotOf(row: Row, holders: ReadonlyMap<number, ReadonlySet<number>>): number | undefined {
  let best: number | undefined
  let fewest = Number.POSITIVE_INFINITY
  for (const cell of row.keys()) {
    const held = holders.get(cell)?.size ?? 0
    if (held < fewest) [best, fewest] = [cell, held]
  }
  return best
}

function hold(holders: Map<number, Set<number>>, cell: number, row: number, holds: boolean, held: boolean): void {
  if (holds === held) return
  const rows = holders.get(cell) ?? new Set()
  if (holds) rows.add(row)
  else rows.delete(row)
  holders.set(cell, rows)
}

function subtract(row: Row, other: Row, factor: number): void {
  for (const [cell, value] of other) {
    const left = ((row.get(cell) ?? 0) - ((value * factor) % prime) + prime) % prime
    if (left === 0) row.delete(cell)
    else row.set(cell, left)
  }
}

function scale(row: Row, factor: number): void {
  for (const [cell, value] of row) row.set(cell, (value * factor) % prime)
}

/** The inverse modulo the prime, by Fermat: a^(p − 2). */
function inverse(value: number): number {
  let result = 1
  let base = value
  for (let exponent = prime - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * base) % prime
    base = (base * base) % prime
  }
  return result
}
