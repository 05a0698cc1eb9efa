import { cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'

/** The cells that all groups of a kind add up from: those of each group. Kinds count from 0, which is all of them. */
export function groupsOf(kind: number): number[] {
  return Array.from({ length: cellGroups.length - 1 }, (_, group) => (group + 1) * cellKinds.length + kind)
}

/** The cells that all kinds of a group add up from: those of each kind. Groups count from 0, which is all of them. */
export function kindsOf(group: number): number[] {
  return Array.from({ length: cellKinds.length - 1 }, (_, kind) => group * cellKinds.length + kind + 1)
}
