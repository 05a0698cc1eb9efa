import { cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { PersonWay, ReachedColumns } from './person-ways.js'

const columns = cellKinds.length
const columnSetCount = 2 ** columns

/** Every row, as a mask. */
export const anyRow = -1

/** What of a community's tables is hidden, so looked at that a way need not try its pairs of rows one by one. */
export interface HiddenRows {
  /** By period and set of columns: the rows in which all of these columns are hidden, as a mask. */
  readonly rows: Int32Array
  /** The periods whose total is hidden: a mask of period indexes. */
  readonly totals: number
}

/** Looks a community's hidden cells through, given for each period which they are. */
export function hiddenRows(hidden: Int32Array, hasBoth: readonly boolean[]): HiddenRows {
  // Where there is no table of both, a row has but its total, which is looked at move by move.
  const rows = new Int32Array(hidden.length * columnSetCount).map((_, at) =>
    hasBoth[Math.floor(at / columnSetCount)] === true ? 0 : anyRow,
  )
  let hiddenTotals = 0
  for (const [periodIndex, mask] of hidden.entries()) {
    if (mask & 1) hiddenTotals |= 1 << periodIndex
    if (hasBoth[periodIndex] !== true) continue
    for (let row = 0; row < cellGroups.length; row++) {
      const columnsHidden = (mask >> (row * columns)) & (columnSetCount - 1)
      for (let set = columnsHidden; set !== 0; set = (set - 1) & columnsHidden) {
        const at = periodIndex * columnSetCount + set
        rows[at] = (rows[at] ?? 0) | (1 << row)
      }
    }
  }
  return { rows, totals: hiddenTotals }
}

/** The rows of which all that a way reaches is hidden, as a mask: most ways have none. */
export function rowsOf({ columns: reached, totals: reachedTotals }: PersonWay, hidden: HiddenRows): number {
  for (const periodIndex of reachedTotals) if (!((hidden.totals >> periodIndex) & 1)) return 0
  return rowsReached(reached, hidden)
}

/** The rows in which all of some columns are hidden, as a mask. */
export function rowsReached(reached: readonly ReachedColumns[], hidden: HiddenRows): number {
  let rows = anyRow
  for (const { periodIndex, along, against } of reached)
    rows &= hidden.rows[periodIndex * columnSetCount + (along | against)] ?? 0
  return rows
}

/** Ways that have some columns in common, which each of them reaches: where these are not hidden, none need be looked at. */
export interface AlikeWays<Member> {
  readonly common: readonly ReachedColumns[]
  readonly members: readonly Member[]
}

/** Lays ways together that begin and end with the same columns: a year has ten thousand ways and some hundreds of these. */
export function alikeWays<Member extends { readonly way: PersonWay | undefined }>(
  members: readonly Member[],
): readonly AlikeWays<Member>[] {
  const found = new Map<string, { common: readonly ReachedColumns[]; members: Member[] }>()
  for (const member of members) {
    const { columns: reached = [] } = member.way ?? {}
    const common = reached.length > 2 ? [...reached.slice(0, 1), ...reached.slice(-1)] : reached
    const key = JSON.stringify(common)
    const alike = found.get(key)
    if (alike === undefined) found.set(key, { common, members: [member] })
    else alike.members.push(member)
  }
  return [...found.values()]
}
