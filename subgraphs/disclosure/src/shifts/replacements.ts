import { breakdownOf, cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { Change } from './shift-space.js'

/** Somebody of a group who takes part in one kind. */
type Participation = readonly [group: (typeof cellGroups)[number], kind: (typeof cellKinds)[number]]

const participations: readonly Participation[] = cellGroups
  .slice(1)
  .flatMap((group) => cellKinds.slice(1).map((kind) => [group, kind] as const))

/** The cells that somebody counts in, but for the total. */
function cellsOf([group, kind]: Participation): number {
  return (1 << breakdownOf(group, kind)) | (1 << breakdownOf(group, 'ALL')) | (1 << breakdownOf('ALL', kind))
}

/**
 * Somebody takes the place of another who differs in group and kind: the total stays, whatever it is bound to. Each beside its
 * opposite.
 */
export const replacements: readonly Omit<Change, 'periodIndex'>[] = participations.flatMap((one, index) =>
  participations
    .slice(index + 1)
    .filter((other) => other[0] !== one[0] && other[1] !== one[1])
    .flatMap((other) => [
      { up: cellsOf(one), down: cellsOf(other) },
      { up: cellsOf(other), down: cellsOf(one) },
    ]),
)
