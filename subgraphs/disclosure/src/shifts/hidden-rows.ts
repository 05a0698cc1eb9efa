import { cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { ParticipationProfile, ProfileColumns } from './participation-profiles.js'

const columns = cellKinds.length
const columnSetCount = 2 ** columns

/** Every row, as a mask. */
export const anyRow = -1

/** What of a community's tables is hidden, laid out so that a profile need not try its pairs of rows one by one. */
export interface HiddenRows {
  /** By period and set of columns: the rows in which all of these columns are hidden, as a mask. */
  readonly rows: Int32Array
  /** The periods whose total is hidden: a mask of period indexes. */
  readonly totals: number
}

/** Looks a community's hidden cells through, given for each period which they are. */
export function hiddenRows(hidden: Int32Array, hasBoth: readonly boolean[]): HiddenRows {
  // Where there is no table of both, a row has but its total, which is looked at shift by shift.
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

/** The rows in which all columns of a profile are hidden, as a mask: for most profiles there are none. */
export function rowsOfProfile(
  { columns: reached, totals: reachedTotals }: ParticipationProfile,
  hidden: HiddenRows,
): number {
  for (const periodIndex of reachedTotals) if (!((hidden.totals >> periodIndex) & 1)) return 0
  return rowsHiding(reached, hidden)
}

/** The rows in which all of some columns are hidden, as a mask. */
export function rowsHiding(reached: readonly ProfileColumns[], hidden: HiddenRows): number {
  let rows = anyRow
  for (const { periodIndex, joining, leaving } of reached)
    rows &= hidden.rows[periodIndex * columnSetCount + (joining | leaving)] ?? 0
  return rows
}

/** Profiles that have some columns in common: where these are not hidden, none of them is possible. */
export interface ProfileBundle<Member> {
  readonly common: readonly ProfileColumns[]
  readonly members: readonly Member[]
}

/** Puts profiles together that begin and end with the same columns: a year has ten thousand profiles and some hundreds of these. */
export function bundleProfiles<Member extends { readonly profile: ParticipationProfile | undefined }>(
  members: readonly Member[],
): readonly ProfileBundle<Member>[] {
  const found = new Map<string, { common: readonly ProfileColumns[]; members: Member[] }>()
  for (const member of members) {
    const { columns: reached = [] } = member.profile ?? {}
    const common = reached.length > 2 ? [...reached.slice(0, 1), ...reached.slice(-1)] : reached
    const key = JSON.stringify(common)
    const bundle = found.get(key)
    if (bundle === undefined) found.set(key, { common, members: [member] })
    else bundle.members.push(member)
  }
  return [...found.values()]
}
