import { isMet, type Rules } from '@shequ/schema/access/rule'
import { statedRules } from '@shequ/schema/access/stated-rules'
import { readSupergraph } from '@shequ/schema/compose/committed-supergraph'
import { readSubgraphSdl } from '@shequ/schema/subgraph-sdl'
import type { SubgraphRequest } from '@shequ/schema/subgraph-call'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { anonymous, roles, type Viewer } from '@shequ/schema/viewer'
import {
  type GraphQLSchema,
  buildASTSchema,
  buildSchema,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drawInput, valuesByType } from '../helpers/draw-input.js'
import { comesTo, fieldQuestions } from '../helpers/field-questions.js'
import { type TestNode, openNode } from '../helpers/open-node.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'

const lane = '310101002001'
const divisions: Readonly<Record<Tier, string>> = { city: '310000000000', borough: '310101000000', community: lane }

const stated = statedRules(parse(readSupergraph()))
const rulesOf = (coordinate: string): Rules => stated.fields.get(coordinate) ?? []
const maySee = (coordinate: string, viewer: Viewer) => rulesOf(coordinate).every((rule) => isMet(rule, viewer))

/** Every role, for the division of its level, and nobody. */
const viewers: readonly Viewer[] = [
  anonymous,
  ...roles.map((role) => ({ ...anonymous, subject: 'test', role, division: divisionOf(role) })),
]

function divisionOf(role: Viewer['role']): string | null {
  const tier = tiers.find((name) => role === `${name}-office`)
  if (tier !== undefined) return divisions[tier]
  return role === 'planner' ? divisions.city : null
}

const values = {
  byName: {
    ...divisions,
    within: divisions.borough,
    language: 'EN',
    query: measuresOfAYear(),
    receipt: 'none',
    creditCode: '52310114MJQHCK6F3G',
    name: 'trees',
  },
  byType: { ...valuesByType(lane), Month: '2025-01' },
}

function measuresOfAYear() {
  return { measures: ['ATTENDANCES'], from: '2024-01', to: '2024-12', grain: 'YEAR' }
}

const schemaOf = (tier: Tier) => buildASTSchema(parse(readSubgraphSdl(tier)), { assumeValidSDL: true })
const tierSchemas = { city: schemaOf('city'), borough: schemaOf('borough'), community: schemaOf('community') }

/** Every mutation that the gateway serves, with its tier and an input. */
const mutations = tiers.flatMap((tier) => {
  const schema = tierSchemas[tier]
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, args: [input], astNode }) => {
    const type = input && isNonNullType(input.type) ? input.type.ofType : undefined
    if (!isInputObjectType(type)) throw new Error(`Expected ${name} to take an input.`)
    if (astNode?.directives?.some((directive) => directive.name.value === 'inaccessible')) return []
    const query = `mutation ($input: ${type.name}!) { ${name}(input: $input) { __typename } }`
    return [
      { name, tier, query, input: drawInput(type, { ...values, byName: { ...divisions, schema: {}, value: 1 } }) },
    ]
  })
})

let hub: TestHub
let node: TestNode
beforeAll(async () => {
  hub = await startHub()
  node = await openNode(hub, lane)
}, 120_000)
afterAll(async () => {
  await node.close()
  await hub.close()
})

const tokenOf = async ({ role, division }: Viewer) =>
  role === 'anonymous' || role === 'gateway' ? undefined : await hub.token(role, division ?? undefined)

/** The fields that an answer's errors say are not for the role of who asks. */
function refusedOf(
  errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[] = [],
) {
  return errors.flatMap(({ message, extensions: { code } }) => {
    const [, coordinate] = /^Expected a token.* for (\w+\.\w+), but/.exec(message) ?? []
    return coordinate === undefined ? [] : [`${coordinate} ${code}`]
  })
}

const refused = (coordinate: string, { role }: Viewer) =>
  `${coordinate} ${role === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN'}`

/** The schema that a viewer is shown. */
async function schemaFor({ role }: Viewer): Promise<GraphQLSchema> {
  const path = role === 'ngo' ? '/schema/ngo.graphql' : '/schema.graphql'
  return buildSchema(await (await fetch(`${hub.url}${path}`)).text())
}

/** The type of a field, as `Type.field`; undefined where the schema has none. */
function typeOf(schema: GraphQLSchema, coordinate: string) {
  const [type = '', field = ''] = coordinate.split('.')
  const found = schema.getType(type)
  return isObjectType(found) ? found.getFields()[field]?.type : undefined
}

/** A question about a field with a rule, to the tier that owns the field. */
function askedOfOwner(coordinate: string): { readonly tier: Tier } & Pick<SubgraphRequest, 'query' | 'variables'> {
  const [type = '', field = ''] = coordinate.split('.')
  const tier = tiers.find((name) => typeOf(tierSchemas[name], coordinate) !== undefined)
  if (tier === undefined) throw new Error(`Expected a tier to have ${coordinate}.`)
  if (type === 'Query') return { tier, query: `{ ${field} { __typename } }`, variables: {} }
  const key = type === 'Organisation' ? { creditCode: values.byName.creditCode } : { code: divisions[tier] }
  return {
    tier,
    query: `query ($one: [_Any!]!) { _entities(representations: $one) { ... on ${type} { ${field} { __typename } } } }`,
    variables: { one: [{ __typename: type, ...key }] },
  }
}

/** Mutations that anybody may do, without a token. */
const forEverybody: readonly string[] = ['requestAccess']

test('every mutation that is served says who may do it, and rules stand at fields alone', () => {
  const withoutRule = mutations.filter(({ name }) => rulesOf(`Mutation.${name}`).length === 0)
  expect(withoutRule.map(({ name }) => name)).toEqual(forEverybody)
  expect(mutations.length).toBeGreaterThan(50)
  expect(stated.types.size).toBe(0)
})

/** The community's own subgraph: the hosted server's, or its node's. */
const askOwner = (tier: Tier, request: SubgraphRequest, isOnNode: boolean) =>
  isOnNode && tier === 'community' ? node.open.subgraph.call(request) : hub.askTier(tier, request)

describe.each([
  ['hosted', false],
  ['on a node of its own', true],
])('with a community that is %s,', (_where, isOnNode) => {
  beforeAll(async () => {
    if (isOnNode) await node.join()
  }, 60_000)

  describe.each(viewers.map((viewer) => [viewer.role, viewer] as const))('to %s', (_role, viewer) => {
    test('the gateway answers every field that can be come to as its schema says', async () => {
      const shown = await schemaFor(viewer)
      const token = await tokenOf(viewer)
      const seen = new Set<string>()
      for (const { way, asked, query, variables } of fieldQuestions(shown, values)) {
        const { data, errors } = await hub.ask(query, variables, token)
        const stop = way.find(({ coordinate }) => !maySee(coordinate, viewer))
        const isThere = stop === undefined && comesTo(data, way)
        const expected = stop ? [stop.coordinate] : isThere ? asked.filter((field) => !maySee(field, viewer)) : []
        expect(refusedOf(errors)).toEqual(expected.map((field) => refused(field, viewer)))
        for (const field of [...expected, ...(isThere ? asked : [])]) seen.add(field)
      }
      for (const guarded of [...stated.fields.keys()].filter((field) => !field.startsWith('Mutation.'))) {
        // An organisation is shown its contract, which has no field that it may never read.
        const isShown = typeOf(shown, guarded) !== undefined
        const isExpected = viewer.role !== 'ngo' || maySee(guarded, viewer)
        expect([guarded, isShown, seen.has(guarded)]).toEqual([guarded, isExpected, isExpected])
      }
      expect(seen.size).toBeGreaterThan(250)
    }, 60_000)

    test('the gateway refuses the mutations that its schema says, and asks no tier then', async () => {
      const token = await tokenOf(viewer)
      for (const { name, query, input } of mutations) {
        const may = maySee(`Mutation.${name}`, viewer)
        // What is let through may revoke the node.
        if (may && isOnNode) continue
        hub.resetCounts()
        const { data, errors } = await hub.ask(query, { input }, token)
        // An organisation's contract has no mutation that it may never do.
        const isUnknown = errors?.[0]?.extensions.code === 'GRAPHQL_VALIDATION_FAILED'
        expect([name, isUnknown]).toEqual([name, !may && viewer.role === 'ngo'])
        expect(refusedOf(errors)).toEqual(may || isUnknown ? [] : [refused(`Mutation.${name}`, viewer)])
        if (may) continue
        expect(data ?? undefined).toEqual(isUnknown ? undefined : { [name]: null })
        expect(hub.calls).toEqual({ city: 0, borough: 0, community: 0 })
      }
    }, 60_000)

    test('the owner refuses the same once more, asked past the gateway', async () => {
      for (const { name, tier, query, input } of mutations) {
        if (maySee(`Mutation.${name}`, viewer)) continue
        const { errors } = await askOwner(tier, { query, variables: { input }, viewer }, isOnNode)
        expect([name, errors?.map(({ extensions }) => extensions['code'])]).toEqual([name, [codeOf(viewer)]])
      }
      for (const coordinate of stated.fields.keys()) {
        if (coordinate.startsWith('Mutation.') || maySee(coordinate, viewer)) continue
        const { tier, ...question } = askedOfOwner(coordinate)
        const { errors } = await askOwner(tier, { ...question, viewer }, isOnNode)
        expect([coordinate, errors?.map(({ extensions }) => extensions['code'])]).toEqual([
          coordinate,
          [codeOf(viewer)],
        ])
      }
    })
  })
})

function codeOf({ role }: Viewer): string {
  return role === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN'
}
