/** The groups a resident counts in exactly one of, in the schema's order. */
export const learnerGroups = ['YOUNG_UNEMPLOYED', 'UNSKILLED', 'RETIRED', 'MIGRANTS', 'GENERAL'] as const

/** The kinds of programmes, in the schema's order. */
export const programmeKinds = ['COURSE', 'CULTURAL_ACTIVITY', 'WORKSHOP', 'VOLUNTEERING'] as const

/** A row and a column of a return's family of tables: `ALL` is the margin. */
export const cellGroups = ['ALL', ...learnerGroups] as const
export const cellKinds = ['ALL', ...programmeKinds] as const

export type CellGroup = (typeof cellGroups)[number]
export type CellKind = (typeof cellKinds)[number]

/** How many cells the family of tables has: the total, by group, by kind, and by both. */
export const breakdownCount = cellGroups.length * cellKinds.length

/** The place of a cell in the family, 0 to 29, 0 being the total; also its bit in a mask of hidden cells. */
export function breakdownOf(group: CellGroup, kind: CellKind): number {
  return cellGroups.indexOf(group) * cellKinds.length + cellKinds.indexOf(kind)
}

/** The group and the kind of a place in the family. */
export function cellOf(breakdown: number): { readonly group: CellGroup; readonly kind: CellKind } {
  const group = cellGroups[Math.floor(breakdown / cellKinds.length)]
  const kind = cellKinds[breakdown % cellKinds.length]
  if (group === undefined || kind === undefined)
    throw new RangeError(`Expected a breakdown from 0 to ${breakdownCount - 1}, but got ${breakdown}.`)
  return { group, kind }
}
