import { type EnumTypeDefinitionNode, Kind, parse } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSubgraphSdl } from '@shequ/schema/subgraph-sdl'
import { roles } from '@shequ/schema/viewer'
import { type TestSubgraph, openCommunitySubgraph } from '../../testing/open-community-subgraph.js'
import { viewerRoleOf } from './viewer-role.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
afterAll(() => subgraph.close())

const names = (['anonymous', ...roles, 'gateway'] as const).map(viewerRoleOf)

test('the schema names every role, and no other', () => {
  const { definitions } = parse(readSubgraphSdl('community'))
  const type = definitions.find((each) => each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === 'ViewerRole')
  expect((type as EnumTypeDefinitionNode).values?.map(({ name }) => name.value)).toEqual(names)
})

test('refusals are counted of every role, and of no other', async () => {
  const [row] = await subgraph.sql<{ rule: string }>(
    "select pg_get_constraintdef(oid) as rule from pg_constraint where conname = 'refusal_count_kinds'",
  )
  const listed = /role = ANY \(ARRAY\[(.*?)\]/.exec(row?.rule ?? '')?.[1]
  expect(listed?.match(/[A-Z_]+(?=')/g)).toEqual(names)
})
