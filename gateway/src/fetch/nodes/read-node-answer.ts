import { type ErrorCode, isErrorCode } from '@shequ/schema/errors/error-table'
import type { Language } from '@shequ/schema/terms/term'
import type { GraphQLFormattedError } from 'graphql'
import { checkAnswer } from '../check-answer.js'
import type { Reply } from '../exchange.js'
import { TierFault } from '../failed-answer.js'
import { readJson } from '../http-request.js'
import type { TierAnswer, TierRequest } from '../tier-source.js'
import { pathFault } from './check-paths.js'
import type { CheckRecords } from './check-records.js'
import { failedMessage, rejected } from './node-fault.js'

/** Codes that a node may give for what it was asked. Whatever else it says is a fault of its own. */
const ownCodes: ReadonlySet<ErrorCode> = new Set([
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'FULL',
  'CLOSED',
  'TOO_EARLY',
  'MOVING',
  'MOVED',
  'DATABASE_UNAVAILABLE',
])

const longestMessage = 500
const mostErrors = 1_000

/** How much of an error's extensions a client sees: so many members, each with a text of so many characters. */
const mostMembers = 8
const longestText = 200

/**
 * Reads what a node answered, once its signature has been verified: of the right shape, of its own records alone, with
 * errors in the hub's own terms.
 *
 * @throws {TierFault} NODE_REJECTED when it is not to be believed.
 */
export function readNodeAnswer(
  reply: Reply,
  request: TierRequest,
  community: string,
  checkRecords: CheckRecords,
): TierAnswer {
  const { data, errors } = answerIn(reply, request)
  if (data !== null && data !== undefined) {
    const { query, representations, variables } = request
    const fault = checkRecords(query, data, { community, representations, variables })
    if (fault !== undefined) throw rejected(`its answer: ${fault}`)
  }
  if (errors === undefined) return { data: data ?? null }
  if (errors.length > mostErrors) throw rejected(`it gave ${errors.length} errors`)
  return { data: data ?? null, errors: errors.map((error) => ownError(error, community, request.language)) }
}

function answerIn(reply: Reply, request: TierRequest): TierAnswer {
  if (reply.status !== 200) throw rejected(`status ${reply.status}`)
  try {
    const given = readJson(reply)
    const fault = pathFaultIn(given)
    if (fault !== undefined) throw rejected(fault)
    return checkAnswer(given, request)
  } catch (error) {
    throw error instanceof TierFault ? rejected(error.message) : error
  }
}

/** What is wrong with the paths of an answer as it came, before errors without a path are laid where they belong. */
function pathFaultIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  const { data, errors } = answer as { readonly data?: unknown; readonly errors?: unknown }
  return Array.isArray(errors) ? pathFault(data, errors.filter(isObject)) : undefined
}

function isObject(value: unknown): value is GraphQLFormattedError {
  return typeof value === 'object' && value !== null
}

/** A node's error as the client may see it: a code that is a node's to give, and a message of bounded length. */
function ownError(
  { message, path, extensions }: GraphQLFormattedError,
  community: string,
  language: Language = 'en',
): GraphQLFormattedError {
  const code = extensions?.['code']
  const place = path === undefined ? {} : { path }
  if (isErrorCode(code) && ownCodes.has(code)) {
    return {
      message: readable(message),
      ...place,
      extensions: { ...plain(extensions), code, community },
    }
  }
  return {
    message: failedMessage[language],
    ...place,
    extensions: { code: 'NODE_UNAVAILABLE' satisfies ErrorCode, community },
  }
}

/** A message of bounded length, in sound Unicode and without characters that move a cursor. */
function readable(message: string): string {
  return message
    .slice(0, longestMessage)
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/\p{Control}/gu, ' ')
}

function plain(extensions: GraphQLFormattedError['extensions']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(extensions ?? {})
      .filter(([key, value]) => isPlain(value) && key.length <= longestText && !/\p{Surrogate}/u.test(key))
      .slice(0, mostMembers),
  )
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= longestText && !/\p{Surrogate}/u.test(value)
  return Number.isFinite(value) || typeof value === 'boolean'
}
