import type { Condition } from '@shequ/subgraph/paging/list'

/** Narrows a list to what belongs to some centres, by their ids in their table. No argument of the graph: a rule of access sets it. */
export interface OfCentres {
  readonly centres?: readonly string[] | undefined
}

/** The condition that a row belongs to one of the centres. */
export function ofCentres(column: string, { centres }: OfCentres): Condition {
  return { sql: `${column} = any($::uuid[])`, value: centres }
}
