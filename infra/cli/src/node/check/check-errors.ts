import { errorTable, isErrorCode } from '@shequ/schema/errors/error-table'
import type { Check } from './check.js'
import { Hangup, type Reply, ensure } from './probe.js'

/** More than a node reads, in characters. */
const tooMuch = 2 * 1024 ** 2

export const errorChecks: readonly Check[] = [
  {
    name: 'refuses what is no GraphQL',
    run: async (probe) => requireRefusal(await probe.ask('{ community('), ['GRAPHQL_PARSE_FAILED']),
  },
  {
    name: 'refuses fields that the schema does not have',
    run: async (probe) => requireRefusal(await probe.ask('{ residentsByName }'), ['GRAPHQL_VALIDATION_FAILED']),
  },
  {
    name: 'refuses a body that is no JSON',
    async run(probe) {
      const reply = await probe.ask('', {}, { body: '{' })
      ensure(reply.status === 400, `expected status 400, but got ${reply.status}`)
      requireRefusal(reply, ['BAD_REQUEST'])
    },
  },
  {
    name: 'refuses a body of two megabytes',
    async run(probe) {
      const reply = await probe.ask('', {}, { body: JSON.stringify({ query: '#'.repeat(tooMuch) }) }).catch(orHangup)
      // Who is still sending may find the connection closed before it reads the answer (RFC 9110, 15.5.14).
      if (reply === undefined) return
      ensure(reply.status === 413, `expected status 413, but got ${reply.status}`)
      requireRefusal(reply, ['REQUEST_TOO_LARGE'])
    },
  },
  {
    name: 'refuses pages of more than 500 entries',
    async run(probe) {
      const reply = await probe.ask(
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { programmes(first: 501) { totalCount } } } }',
        { of: [{ __typename: 'Community', code: probe.community }] },
      )
      const [error] = reply.errors
      ensure(error?.code === 'BAD_USER_INPUT', `expected the code BAD_USER_INPUT, but got ${error?.code ?? 'no error'}`)
    },
  },
]

function orHangup(error: unknown): undefined {
  if (!(error instanceof Hangup)) throw error
}

function requireRefusal({ data, errors }: Reply, codes: readonly string[]): void {
  const [error] = errors
  ensure(error !== undefined, `expected an error, but got ${JSON.stringify(data)}`)
  ensure(
    isErrorCode(error.code),
    `expected a code of the hub's table (${Object.keys(errorTable).length} codes), but got ${error.code ?? 'none'}`,
  )
  ensure(codes.includes(error.code), `expected the code ${codes.join(' or ')}, but got ${error.code}`)
}
