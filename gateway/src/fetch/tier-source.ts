import type { ErrorCode } from '@shequ/schema/errors/error-table'
import type { Language } from '@shequ/schema/terms/term'
import type { Viewer } from '@shequ/schema/viewer'
import type { FormattedExecutionResult } from 'graphql'

/** One operation of a query plan, for one tier. */
export interface TierRequest {
  readonly query: string
  /** The client's variables that the operation uses. */
  readonly variables: Readonly<Record<string, unknown>>
  /** What names the entities that the operation asks about, by its plan; undefined when it asks at the root. */
  readonly representations?: readonly unknown[] | undefined
  readonly operationName?: string | undefined
  readonly viewer: Viewer
  /** In which language the tier's own words are wanted. */
  readonly language?: Language | undefined
  /** Ends the work when the client has gone. */
  readonly signal?: AbortSignal | undefined
  /** When the whole operation is over, by `performance.now()`. */
  readonly endsAt?: number | undefined
}

/** What a tier answers. Errors may stand beside data; neither holds an address or a body of the tier. */
export type TierAnswer = FormattedExecutionResult

/** Whether a tier can answer at this moment; `detail` says why not. */
export interface Readiness {
  readonly ready: boolean
  readonly detail?: ErrorCode | undefined
  /** `DOWN` while what the tier does in the background (the closing of periods) has ended and is to be begun again. */
  readonly background?: 'DOWN' | undefined
}

/** A tier as the gateway asks it: in the same process, or over HTTP. */
export interface TierSource {
  /**
   * Answers an operation. A tier that fails gives errors with the paths of all it was asked for.
   *
   * @throws {ClientGone} alone, when nobody waits for the answer.
   */
  ask(request: TierRequest): Promise<TierAnswer>
  /** Asks for a sign of life that reaches the tier's database. Never rejects. */
  ready(): Promise<Readiness>
  close(): Promise<void>
}

/** A subgraph as a supergraph names it. */
export interface SubgraphEndpoint {
  readonly name: string
  readonly url?: string | undefined
}

/** Gives the source of a subgraph. Called once for each subgraph that a supergraph brings in. */
export type SourceFactory = (subgraph: SubgraphEndpoint) => TierSource

/** All variables of an operation as a tier reads them. Representations have a name that no client's variable keeps on its way. */
export function variablesOf({ variables, representations }: TierRequest): Readonly<Record<string, unknown>> {
  return representations === undefined ? variables : { ...variables, representations }
}
