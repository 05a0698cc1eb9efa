/** An error of an answer, as the hub words it in the language that was asked for. */
export interface GraphError {
  readonly message: string
  /** A code of the hub's error table. */
  readonly code: string
  /** Where in the answer a part is missing; empty where none of it came. */
  readonly path: readonly (string | number)[]
  /** Which argument was not taken, as `query.grain`; null where the error is of no argument. */
  readonly argument: string | null
  /** By which operators find it in the log; only what nobody expected has one. */
  readonly reference: string | null
}

/** What came, whole or in part: each error tells of a part that is missing. */
export interface Answer<Data> {
  readonly data: Data
  readonly errors: readonly GraphError[]
}

/** The hub refused the whole operation, or none of its tiers could answer it. */
export class Refused extends Error {
  readonly errors: readonly GraphError[]
  /** In how many seconds to ask again; null where the hub names no time. */
  readonly retryAfter: number | null

  constructor(errors: readonly GraphError[], retryAfter: number | null) {
    super(errors.map(({ message }) => message).join(' '))
    this.name = 'Refused'
    this.errors = errors
    this.retryAfter = retryAfter
  }
}

/** The hub itself could not be reached, or something else answered in its place. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The hub did not answer.', { cause })
    this.name = 'Unreachable'
  }
}

/** Codes that tell of a server that is down, slow or moving, and not of who asks or what is asked. */
const outages: ReadonlySet<string> = new Set([
  'TIER_UNAVAILABLE',
  'TIER_TIMEOUT',
  'NODE_UNAVAILABLE',
  'NODE_REJECTED',
  'MOVING',
  'DATABASE_UNAVAILABLE',
])

/** Whether a server that should have answered did not. */
export function isOutage({ code }: GraphError): boolean {
  return outages.has(code)
}

/** Codes by which the hub says that who asks may not. */
const rights: ReadonlySet<string> = new Set(['FORBIDDEN', 'UNAUTHENTICATED', 'CONSENT_REQUIRED'])

/** Whether whoever asks lacks the right, and not the server the answer. */
export function isLackOfRights({ code }: GraphError): boolean {
  return rights.has(code)
}
