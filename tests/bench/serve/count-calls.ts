import type { Subgraph } from '@shequ/subgraph/subgraph'

/** A subgraph that counts how often it is called. */
export interface CountedSubgraph {
  readonly subgraph: Subgraph
  calls(): number
}

/** Lets a subgraph count its calls. */
export function countCalls(subgraph: Subgraph): CountedSubgraph {
  let calls = 0
  return {
    subgraph: {
      ...subgraph,
      call: (request) => {
        calls += 1
        return subgraph.call(request)
      },
    },
    calls: () => calls,
  }
}
