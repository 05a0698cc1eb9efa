import { doorPath } from '@shequ/subgraph/relay/hub-answer'
import { readSubgraphSdl } from '@shequ/schema/subgraph-sdl'
import { tiers } from '@shequ/schema/tiers'
import { buildASTSchema, isInputObjectType, isNonNullType, parse } from 'graphql'
import { type InputValues, drawInput, valuesByType } from './draw-input.js'
import type { TestHub } from './start-hub.js'

const secrets = [
  'ledger { accounts { account } }',
  'voices { nodes { id } }',
  'donations { nodes { id } }',
  'accessLog { totalCount }',
  'accessGrants { totalCount }',
  'refusals { totalCount }',
  'localFields { totalCount }',
  'local(name: "benches") { value }',
] as const

/** Questions of the widest and of the secret, which anybody may send. */
const questions: readonly string[] = [
  '{city(code:"310000000000"){boroughs{communities(first:100){nodes{ledger{accounts{account}}}}}}}',
  '{ programmes(within: "310000000000", first: 100) { nodes { title } } }',
  '{ educationCentres(within: "310101000000", first: 100) { nodes { name } } }',
  ...secrets.map((secret) => `{ borough(code: "310101000000") { communities(first: 50) { nodes { ${secret} } } } }`),
  '{ community(code: "310101002001") { programmes(first: 50, from: "2024-01-01") { nodes { title sessions { nodes { startsAt attended } } } } } }',
  '{ community(code: "310101999999") { accessLog { totalCount } } }',
]

const values: InputValues = {
  byName: { city: '310000000000', borough: '310101000000', schema: { type: 'integer' }, value: 12, year: 2025 },
  byType: valuesByType('310101002001'),
}

/** Every mutation of every tier, with whatever it takes and a key that a retry would name. */
const mutations = tiers.flatMap((tier) => {
  const schema = buildASTSchema(parse(readSubgraphSdl(tier)), { assumeValidSDL: true })
  return Object.values(schema.getMutationType()?.getFields() ?? {}).map(({ name, args: [input] }) => {
    const type = input && isNonNullType(input.type) ? input.type.ofType : undefined
    if (!isInputObjectType(type)) throw new Error(`Expected ${name} to take an input.`)
    return {
      query: `mutation ($input: ${type.name}!) { ${name}(input: $input) { __typename } }`,
      drawn: drawInput(type, values),
      hasKey: Object.hasOwn(type.getFields(), 'idempotencyKey'),
    }
  })
})

const bodies = (n: number): readonly string[] => [
  'x',
  '{"message":"not.signed.atall"}',
  JSON.stringify({ message: forged(n) }),
]

/** A message that says it is a node's, under nobody's signature. */
function forged(n: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const community = `3101010020${String(n % 100).padStart(2, '0')}`
  const header = { alg: 'EdDSA', kid: `${n}`, typ: 'node+jwt', iss: `node:${community}` }
  return `${part(header)}.${part({ iss: `node:${community}`, aud: 'borough', community, n })}.${part({ n })}`
}

/** The doors at which nodes knock, and what there is behind them. */
const doors = [
  'returns',
  'publications',
  'heads',
  'heads/kept',
  'counts',
  'steps/join',
  'steps/abandonMove',
  'moves/export',
  'moves/settle',
]

/**
 * Lets so many calls of strangers come to a hub, eight at a time: questions that are public and that are refused, writes of every kind with keys of
 * their own, tokens and signed messages that nobody signed, names of communities that there are not.
 *
 * @returns how many calls were answered with each status
 */
export async function letStrangersAsk(hub: TestHub, calls: number): Promise<Readonly<Record<number, number>>> {
  const statuses: Record<number, number> = {}
  let next = 0
  const work = async () => {
    while (next < calls) {
      const status = await callOf(hub, next++)
      statuses[status] = (statuses[status] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: 8 }, work))
  return statuses
}

/** The n-th call: each kind in turn. */
async function callOf(hub: TestHub, n: number): Promise<number> {
  const turn = Math.floor(n / 4)
  const question = questions[turn % questions.length] ?? ''
  if (n % 4 === 0) return (await hub.ask(question)).status
  if (n % 4 === 1) {
    const { query = '', drawn, hasKey } = mutations[turn % mutations.length] ?? {}
    return (await hub.ask(query, { input: { ...drawn, ...(hasKey && { idempotencyKey: `stranger-${n}` }) } })).status
  }
  if (n % 4 === 2) return (await hub.ask(question, {}, turn % 2 === 0 ? forged(n) : `stranger-${n}`)).status
  const door = doors[turn % doors.length] ?? ''
  const body = bodies(n)[turn % 3] ?? ''
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${hub.url}${doorPath}/${door}`, { method: 'POST', headers, body })
  await response.arrayBuffer()
  return response.status
}
