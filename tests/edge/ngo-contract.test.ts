import { isMet } from '@shequ/schema/access/rule'
import { statedRules } from '@shequ/schema/access/stated-rules'
import { readContracts, readSupergraph } from '@shequ/schema/compose/committed-supergraph'
import { anonymous } from '@shequ/schema/viewer'
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  isObjectType,
  parse,
  printSchema,
} from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHub, startHub } from '../helpers/start-hub.js'

let hub: TestHub
let whole: string
let ngo: string
beforeAll(async () => {
  hub = await startHub()
  whole = await (await fetch(`${hub.url}/schema.graphql`)).text()
  ngo = await (await fetch(`${hub.url}/schema/ngo.graphql`)).text()
}, 120_000)
afterAll(() => hub.close())

const schemaOfClient = async (token?: string) => {
  const { data } = await hub.ask<IntrospectionQuery>(getIntrospectionQuery({ descriptions: true }), {}, token)
  return `${printSchema(buildClientSchema(data))}\n`
}

test('the contract has every field that an organisation may come to, and none of those that are for offices alone', () => {
  const ofWhole = buildSchema(whole)
  const ofNgo = buildSchema(ngo)
  const viewer = { ...anonymous, role: 'ngo' } as const
  const rulesOf = statedRules(parse(readSupergraph())).fields
  for (const [coordinate, rules] of rulesOf) {
    const [type = '', field = ''] = coordinate.split('.')
    const found = ofNgo.getType(type)
    const isThere = isObjectType(found) && found.getFields()[field] !== undefined
    expect([coordinate, isThere]).toEqual([coordinate, rules.every((rule) => isMet(rule, viewer))])
  }
  const query = (schema: typeof ofWhole) => Object.keys(schema.getQueryType()?.getFields() ?? {})
  const mayAsk = (field: string) => (rulesOf.get(`Query.${field}`) ?? []).every((rule) => isMet(rule, viewer))
  expect(query(ofNgo)).toEqual(query(ofWhole).filter(mayAsk))
  expect(ofNgo.getType('Programme')?.toString()).toBe('Programme')
  // What only offices come to is gone with the way to it.
  for (const type of ['NodeInvitation', 'AccessLogEntry', 'SetSharingInput', 'AllocateInput']) {
    expect([type, ofWhole.getType(type) === undefined, ofNgo.getType(type)]).toEqual([type, false, undefined])
  }
})

test('what is served is what composition wrote', () => {
  expect(ngo).toBe(readContracts().get('ngo'))
})

test('clients of the role are shown the contract, and all others the whole', async () => {
  expect(await schemaOfClient(await hub.token('ngo'))).toBe(ngo)
  expect(await schemaOfClient(await hub.token('planner', '310000000000'))).toBe(whole)
  expect(await schemaOfClient()).toBe(whole)
})

test('clients of the role are answered what they ask of the contract as of the whole, and no more', async () => {
  const token = await hub.token('ngo')
  const query =
    '{ city(code: "310000000000") { name boroughs { name communities(first: 2) { nodes { name programmes(first: 1) { totalCount } } } } } }'
  expect((await hub.ask(query, {}, token)).text).toBe((await hub.ask(query)).text)
  const refused = await hub.ask('{ community(code: "310101002001") { accessLog { totalCount } } }', {}, token)
  expect(refused.status).toBe(400)
  expect(refused.errors).toMatchObject([
    {
      message: 'Cannot query field "accessLog" on type "Community".',
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    },
  ])
})

test.each([
  ['a field', '{ community(code: "310101002001") { accessLo { totalCount } } }', 'accessLog'],
  ['a mutation', 'mutation { setSharin(input: {}) { __typename } }', 'setSharing'],
  ['a type', 'query ($input: SetSharingInpu!) { cities { name } }', 'SetSharingInput'],
])('a refusal suggests %s that the whole graph has to others alone', async (_, query, hidden) => {
  const message = async (token?: string) =>
    (await hub.ask(query, {}, token)).errors?.map((error) => error.message).join(' ')
  expect(await message()).toMatch(new RegExp(`Did you mean.*"${hidden}"`))
  expect(await message(await hub.token('ngo'))).not.toContain(hidden)
})

test('what clients of the role are shown of a type by its name is what stands in the contract', async () => {
  const query =
    '{ hidden: __type(name: "AccessLogEntry") { name } shown: __type(name: "Community") { fields { name } } }'
  const { data } = await hub.ask<{ hidden: null; shown: { fields: { name: string }[] } }>(
    query,
    {},
    await hub.token('ngo'),
  )
  expect(data.hidden).toBeNull()
  expect(data.shown.fields.map(({ name }) => name)).not.toContain('accessLog')
})

test('the contract is sent once to whoever has it already', async () => {
  const first = await fetch(`${hub.url}/schema/ngo.graphql`)
  const again = await fetch(`${hub.url}/schema/ngo.graphql`, {
    headers: { 'if-none-match': first.headers.get('etag') ?? '' },
  })
  expect([first.status, again.status, await again.text()]).toEqual([200, 304, ''])
})
