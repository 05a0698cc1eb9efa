/**
 * Every error that a client of the hub can meet: code → HTTP status, and what it means. The table of gateway/README.md is held
 * against this one by a test. `extensions.code` of a GraphQL error is always one of these.
 */
export const errorTable = {
  GRAPHQL_PARSE_FAILED: { status: 400, meaning: 'The document is not GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { status: 400, meaning: 'The document does not fit the schema.' },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    meaning: 'The document holds no operation, or several and none was named.',
  },
  BAD_REQUEST: { status: 400, meaning: 'The request is not GraphQL over HTTP.' },
  BAD_USER_INPUT: { status: 400, meaning: 'An argument or variable has a value that the field does not take.' },
  REQUEST_TOO_LARGE: { status: 413, meaning: 'The request is larger than the hub reads.' },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 404,
    meaning: 'No operation is known by this id or hash. Send the query with its hash.',
  },
  OPERATION_NOT_LISTED: {
    status: 403,
    meaning: 'The client may ask only what it registered, and this operation is not among that.',
  },
  QUERY_TOO_LARGE: { status: 400, meaning: 'The query asks for more records than the hub gives in one answer.' },
  QUERY_TOO_DEEP: { status: 400, meaning: 'The fields of the query stand in each other more often than they may.' },
  TOO_MANY_ALIASES: { status: 400, meaning: 'The query gives names of its own to more fields than it may.' },
  TOO_MANY_ROOT_FIELDS: { status: 400, meaning: 'The query asks for more fields at the root than it may.' },
  TOO_MANY_FRAGMENTS: { status: 400, meaning: 'The query spreads fragments more often than it may.' },
  LIST_TOO_LONG: { status: 400, meaning: 'The query asks for more entries of one list than it may.' },
  QUERY_TOO_COSTLY: {
    status: 400,
    meaning: 'The query may cost more than one query of this caller may. No tier was asked.',
  },
  RATE_LIMITED: {
    status: 429,
    meaning: 'The caller has used up what it may in this while. Ask again after the seconds of `retry-after`.',
  },
  TOO_MANY_AT_ONCE: {
    status: 429,
    meaning: 'The caller has as many operations under way as it may. Ask again when one of them is answered.',
  },
  REQUEST_TIMEOUT: { status: 408, meaning: 'The request did not come whole in time.' },
  UNAUTHENTICATED: {
    status: 401,
    meaning: 'The token is malformed, expired, or not signed by an issuer the hub knows.',
  },
  ISSUER_UNAVAILABLE: {
    status: 503,
    meaning: "The token's issuer can't be reached, so the token can't be verified. Nothing was done: ask again.",
  },
  FORBIDDEN: { status: 403, meaning: 'The token is good, but its role or division does not own the record.' },
  CONSENT_REQUIRED: {
    status: 403,
    meaning:
      "The community's own office has not consented to this move of its records, or no longer. Nothing was moved.",
  },
  NOT_FOUND: { status: 404, meaning: 'No record has this code or id.' },
  CONFLICT: {
    status: 409,
    meaning: 'The record has changed or exists, or the idempotency key was used with another body.',
  },
  FULL: { status: 409, meaning: 'The programme has no free place left.' },
  CLOSED: { status: 409, meaning: 'The record no longer takes this change: cancelled, ended, closed or repealed.' },
  TOO_EARLY: { status: 409, meaning: 'What is recorded has not happened yet: its day or hour is still to come.' },
  BUSY: {
    status: 503,
    meaning: 'The hub does no more of this at once. Nothing was done: ask again after the seconds of `retry-after`.',
  },
  TIER_UNAVAILABLE: { status: 503, meaning: 'A tier did not answer; what other tiers own is still in the answer.' },
  TIER_TIMEOUT: {
    status: 504,
    meaning: 'A tier took longer than its deadline; what other tiers own is still in the answer.',
  },
  OUTCOME_UNKNOWN: {
    status: 504,
    meaning:
      'A write got no answer and may have been made. Send it again with the same `idempotencyKey`; without one, look first.',
  },
  NODE_UNAVAILABLE: {
    status: 503,
    meaning: "The community's own node did not answer, or its borough revoked it; all else is still in the answer.",
  },
  NODE_REJECTED: {
    status: 502,
    meaning: "The answer of the community's own node was not believed; all else is still in the answer.",
  },
  MOVING: {
    status: 503,
    meaning: 'The community is moving to another server and takes no writes for a moment. Nothing was done: ask again.',
  },
  LOOP_DETECTED: {
    status: 508,
    meaning: "The question came back to the gateway that sent it: a node's address leads to the hub itself.",
  },
  MOVED: { status: 421, meaning: 'Another server answers for the community now. Nothing was done.' },
  DATABASE_UNAVAILABLE: { status: 503, meaning: "The database of the tier that owns the field can't be reached." },
  INTERNAL: { status: 500, meaning: 'A fault of the hub. The reference in the message finds it in the log.' },
} as const satisfies Record<string, { status: number; meaning: string }>

/** A code of the error table. */
export type ErrorCode = keyof typeof errorTable

/** Whether a string is a code of the error table. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorTable, code)
}
