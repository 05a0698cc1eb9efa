import type { ApolloServerPlugin } from '@apollo/server'
import type { ErrorCode } from '@shequ/schema/errors/error-table'
import type { Language, Term } from '@shequ/schema/terms/term'
import type { GraphQLFormattedError } from 'graphql'
import type { RequestContext } from '../fetch/request-context.js'

/** Errors that say the same of different rows. */
type Alike = [GraphQLFormattedError, ...GraphQLFormattedError[]]

/**
 * The codes that say that a reader has no right. Other errors stand at each place: a client that asks again for what failed has to know
 * of each.
 */
const refusals: ReadonlySet<unknown> = new Set<ErrorCode>(['FORBIDDEN', 'UNAUTHENTICATED'])

/** The most places that an error lists. */
const mostPaths = 20

/**
 * Makes one error of all that refuse the rows of a list for the same reason: the first row's, with the number of places and the first of
 * them in `extensions.refused`. So their bytes do not grow with the rows.
 *
 * @param errors as clients see them, in their language
 */
export function mergeRefusals(
  errors: readonly GraphQLFormattedError[],
  language: Language = 'en',
): readonly GraphQLFormattedError[] {
  const groups = new Map<string | symbol, Alike>()
  for (const error of errors) {
    const reason = reasonOf(error) ?? Symbol('an error of its own')
    const group = groups.get(reason)
    if (group === undefined) groups.set(reason, [error])
    else group.push(error)
  }
  return [...groups.values()].map((alike) => asOne(alike, language))
}

/** Merges the refusals of every answer, whoever executed the operation and however it is sent. */
export const withRefusalsMerged: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue: { language }, response: { body } }) {
        if (body.kind !== 'single' || body.singleResult.errors === undefined) return
        body.singleResult.errors = mergeRefusals(body.singleResult.errors, language)
      },
    }
  },
}

/**
 * What rows that are refused alike have in common: the field, and all that is said but whose the row is (`community`, `division`).
 * Undefined for other errors.
 */
function reasonOf({ message, path = [], extensions = {} }: GraphQLFormattedError): string | undefined {
  const isOfRow = path.some((key) => typeof key === 'number')
  if (!isOfRow || !refusals.has(extensions['code'])) return undefined
  const { community, division, ...details } = extensions
  let said = message
  for (const owner of [community, division]) {
    if (typeof owner === 'string' && owner !== '') said = said.replaceAll(owner, '…')
  }
  return JSON.stringify([path.map((key) => (typeof key === 'number' ? 0 : key)), said, details])
}

function asOne(alike: Alike, language: Language): GraphQLFormattedError {
  if (alike.length === 1) return alike[0]
  const inOrder = alike.toSorted(byRow)
  const [first = alike[0]] = inOrder
  const refused = { count: alike.length, paths: inOrder.slice(0, mostPaths).map(({ path }) => path) }
  return {
    ...first,
    message: `${first.message}${inAll(refused.count)[language]}`,
    extensions: { ...first.extensions, refused },
  }
}

function inAll(count: number): Term {
  return {
    en: ` In all, ${count} places of the answer are refused alike.`,
    zh: `答复中共有 ${count} 处因同样原因被拒绝。`,
  }
}

/** The order of errors of one field by their rows. */
function byRow({ path: one = [] }: GraphQLFormattedError, { path: other = [] }: GraphQLFormattedError): number {
  for (const [depth, key] of one.entries()) {
    const difference = Number(key) - Number(other[depth])
    if (typeof key === 'number' && difference !== 0) return difference
  }
  return 0
}
