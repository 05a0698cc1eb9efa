import { randomUUID } from 'node:crypto'
import type { Logger } from '@shequ/process/log'
import { type ErrorCode, isErrorCode } from '@shequ/schema/errors/error-table'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Term } from '@shequ/schema/terms/term'
import { isTier } from '@shequ/schema/tiers'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { Fault, Faults } from './faults.js'
import { keepSaid } from './in-language.js'

/** What graphql-js says so that nobody knows what to do, in words that tell. */
const reworded: Readonly<Record<string, string>> = {
  'Validation aborted.':
    'Expected a document that takes little to check, but this one repeats the same fields too often. Ask for each field once.',
}

/**
 * Codes that are the client's fault when the gateway finds them, but the hub's when a tier does: the gateway wrote the
 * request that the tier refused.
 */
const ownFaultBelow: ReadonlySet<ErrorCode> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'REQUEST_TOO_LARGE',
  'INTERNAL',
])

/** Details that would show how the hub is built, or what a tier answered. */
const hiddenDetails: ReadonlySet<string> = new Set([
  'code',
  'http',
  'stacktrace',
  'exception',
  'response',
  'serviceName',
  'service',
  'url',
  'query',
  'variables',
])

/**
 * Makes the one place where an error becomes what a client sees: a code of the error table, a message, a path, and
 * details that are plain values. What was not thrown on purpose becomes INTERNAL with a reference; the log has the rest
 * under that reference, and operators find it among the faults.
 */
export function createMaskError(log: Logger, faults?: Faults) {
  // A fault that is laid on many places is one fault, with one reference.
  const known = new WeakMap<object, GraphQLFormattedError>()
  const internal = (error: unknown, path: GraphQLFormattedError['path']) => {
    const cause = causeOf(error)
    const masked = known.get(Object(cause) as object) ?? internalError(log, error, { path, faults })
    known.set(Object(cause) as object, masked)
    return masked
  }
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const extensions = formatted.extensions ?? {}
    const code = knownCode(extensions)
    const place = {
      ...(formatted.path === undefined ? {} : { path: formatted.path }),
      ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    }
    if (code !== undefined) {
      const message = reworded[formatted.message] ?? formatted.message
      const shown = { message, ...place, extensions: { ...plainDetails(extensions), code } }
      const cause = causeOf(error)
      if (cause instanceof HubError) keepSaid(shown, cause.said)
      return shown
    }
    const masked = internal(error, formatted.path)
    const shown = { ...masked, ...place }
    keepSaid(shown, internalMessage(String(masked.extensions?.['reference'])))
    return shown
  }
}

interface Told {
  readonly path?: readonly (string | number)[] | undefined
  /** Where the fault is noted for operators. */
  readonly faults?: Faults | undefined
}

/** The error that a client sees in the place of one that was not thrown on purpose. */
export function internalError(log: Logger, error: unknown, { path, faults }: Told = {}): GraphQLFormattedError {
  const reference = randomUUID()
  faults?.note({ reference, at: new Date().toISOString(), ...originOf(error) })
  log.error({ reference, path, err: causeOf(error) }, 'an unexpected error')
  return {
    message: internalMessage(reference).en,
    extensions: { code: 'INTERNAL' satisfies ErrorCode, reference },
  }
}

function internalMessage(reference: string): Term {
  return {
    en: `The hub could not do this, and it is not your request's fault. Reference for its log: ${reference}`,
    zh: `平台未能完成，与您的请求无关。日志编号：${reference}`,
  }
}

function knownCode(extensions: Readonly<Record<string, unknown>>): ErrorCode | undefined {
  const { code, serviceName } = extensions
  const fromTier = serviceName !== undefined
  if (isErrorCode(code)) return code === 'INTERNAL' || (fromTier && ownFaultBelow.has(code)) ? undefined : code
  return undefined
}

function plainDetails(extensions: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(extensions).filter(([name, value]) => !hiddenDetails.has(name) && isPlain(value)),
  )
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError ? (error.originalError ?? error) : error
}

/** Where an error comes from: names that the hub gives, and nothing that a client or a record said. */
function originOf(error: unknown): Pick<Fault, 'tier' | 'tierReference' | 'kind'> {
  const { serviceName, reference } = error instanceof GraphQLError ? error.extensions : {}
  const cause = causeOf(error)
  const name = cause instanceof Error ? cause.name : typeof cause
  const isOfTier = typeof serviceName === 'string' && isTier(serviceName)
  const tierReference = isOfTier && typeof reference === 'string' ? reference : null
  return {
    tier: isOfTier ? (serviceName.toUpperCase() as Uppercase<typeof serviceName>) : null,
    tierReference,
    kind: tierReference === null && /^\w{1,64}$/.test(name) ? name : null,
  }
}
