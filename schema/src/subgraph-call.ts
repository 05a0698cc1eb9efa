import type { ExecutionResult } from 'graphql'
import type { Language } from './terms/term.js'
import type { Viewer } from './viewer.js'

/** One operation that the gateway asks of a subgraph. */
export interface SubgraphRequest {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName?: string | undefined
  readonly viewer: Viewer
  /** In which language the subgraph's own words are wanted; English when it is left out. */
  readonly language?: Language | undefined
  /** Ends the work when the caller gave up: what is read is read no further, and no write begins. */
  readonly signal?: AbortSignal | undefined
  /** Until when the caller waits, in milliseconds of `performance.now()`. Without it, or when it is later, the subgraph's own limit holds. */
  readonly endsAt?: number | undefined
}

/**
 * A subgraph that runs in the gateway's own process: the gateway calls it without HTTP, and hands the viewer over as a
 * value. Never rejects: what fails is in the result's `errors`, each with a code of the error table.
 */
export type SubgraphCall = (request: SubgraphRequest) => Promise<ExecutionResult>
