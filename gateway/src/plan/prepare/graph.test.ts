import { composeSupergraph } from '@shequ/schema/compose/compose-supergraph'
import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { buildGraph } from './graph.js'

/** A subgraph whose types share an interface, all with these fields. */
const subgraph = (fields: string, root = '') => `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable"])
  ${root}
  interface Named { ${fields.replace('@shareable', '')} }
  ${['Centre', 'Programme', 'Session'].map((type) => `type ${type} implements Named @key(fields: "id") { ${fields} }`).join('\n')}`
const neighbours = subgraph('id: ID! next: Named @shareable')
const subgraphs = {
  all: subgraph('id: ID!', 'type Query { all: [Named] }'),
  east: neighbours,
  west: neighbours,
  north: neighbours,
}

test('an operation that could be answered in too many ways is refused before they are compared, one of few ways is planned', () => {
  const graph = buildGraph(
    parse(
      composeSupergraph(
        Object.entries(subgraphs).map(([name, sdl]) => ({ name, url: `http://127.0.0.1:1/${name}`, sdl })),
      ).supergraphSdl,
    ),
  )
  expect(graph.plan(parse('{ all { id next { id } } }'), undefined).node).toBeDefined()
  expect(() => graph.plan(parse('{ all { next { next { id } } } }'), undefined)).toThrow(
    expect.objectContaining({ code: 'REQUEST_TOO_LARGE', message: expect.stringContaining('at most 1000 ways') }),
  )
})
