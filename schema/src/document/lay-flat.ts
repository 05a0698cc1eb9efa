import { type FieldNode, type FragmentSpreadNode, Kind, type SelectionNode } from 'graphql'
import type { Fragments } from './fragments.js'

/** A selection set, or selections that are read as one. */
export interface Selections {
  readonly selections: readonly SelectionNode[]
}

/** What is done with selections. `Carried` goes with them, and changes on the way into fragments. */
export interface Laying<Carried> {
  readonly fragments: Fragments
  /** Told of each field, in the order in which an answer has them. */
  readonly field: (node: FieldNode, carried: Carried) => void
  /** Told of each selection set before what is in it. */
  readonly open?: (set: Selections) => void
  /** What goes with a selection; undefined leaves it out. The same by default. */
  readonly carry?: (selection: SelectionNode, carried: Carried) => Carried | undefined
  /** What goes into a fragment of this type condition; undefined leaves it out. The same by default. */
  readonly enter?: (condition: string | undefined, carried: Carried) => Carried | undefined
  /** By what a spread is known when it comes again: its fragment's name by default. */
  readonly visitOf?: (spread: FragmentSpreadNode, carried: Carried) => string
}

/**
 * Lays the fragments of selection sets flat, as GraphQL §6.3.2 has it: each fragment is laid in once, where it is spread first and
 * is not left out.
 *
 * @param sets selection sets whose fields one object answers, with what goes with each
 */
export function layFlat<Carried>(
  sets: Iterable<readonly [Selections, Carried]>,
  { fragments, field, open, carry, enter, visitOf }: Laying<Carried>,
): void {
  const visited = new Set<string>()
  const lay = (set: Selections, carried: Carried): void => {
    open?.(set)
    for (const selection of set.selections) {
      const spread = selection.kind === Kind.FRAGMENT_SPREAD ? selection : undefined
      const visit = spread && (visitOf?.(spread, carried) ?? spread.name.value)
      if (visit !== undefined && visited.has(visit)) continue
      const own = carry ? carry(selection, carried) : carried
      if (own === undefined) continue
      if (selection.kind === Kind.FIELD) {
        field(selection, own)
        continue
      }
      if (visit !== undefined) visited.add(visit)
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      if (fragment === undefined) continue
      const inside = enter ? enter(fragment.typeCondition?.name.value, own) : own
      if (inside !== undefined) lay(fragment.selectionSet, inside)
    }
  }
  for (const [set, carried] of sets) lay(set, carried)
}
