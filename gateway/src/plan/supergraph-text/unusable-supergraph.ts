/** The supergraph can't be served; the message says why and what to do. */
export class UnusableSupergraph extends Error {
  constructor(reason: string) {
    super(`The supergraph can't be served: ${reason}`)
    this.name = 'UnusableSupergraph'
  }
}

/** What the query planner says against a supergraph, in the same form as what is found before it. */
export function asUnusable(error: unknown): UnusableSupergraph {
  return error instanceof UnusableSupergraph
    ? error
    : new UnusableSupergraph(error instanceof Error ? error.message : String(error))
}
