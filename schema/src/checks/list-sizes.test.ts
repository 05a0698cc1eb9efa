import { expect, test } from 'vitest'
import { type FieldDefinitionNode, Kind, parse, visit } from 'graphql'
import { readSubgraphSdl } from '../subgraph-sdl.js'
import { tiers } from '../tiers.js'

/** The fields of a tier that give pages, without a word on how long these are. */
function unsized(sdl: string): readonly string[] {
  const fields: string[] = []
  const look = (type: {
    readonly name: { readonly value: string }
    readonly fields?: readonly FieldDefinitionNode[]
  }) => {
    for (const { name, arguments: given = [], directives = [] } of type.fields ?? []) {
      const isPage = given.some((argument) => argument.name.value === 'first')
      const isSized = directives.some((directive) => directive.name.value === 'listSize')
      if (isPage && !isSized) fields.push(`${type.name.value}.${name.value}`)
    }
  }
  visit(parse(sdl), { [Kind.OBJECT_TYPE_DEFINITION]: look })
  return fields
}

test.each(tiers)(
  'every page of the %s tier says by @listSize how long it is, so that what it may cost is known',
  (tier) => {
    expect(unsized(readSubgraphSdl(tier))).toEqual([])
  },
)

test('a page that does not say so is found', () => {
  expect(
    unsized('type Query { a(first: Int): [Int]  b(first: Int): [Int] @listSize(slicingArguments: ["first"]) c: Int }'),
  ).toEqual(['Query.a'])
})
