import { expect, test } from 'vitest'
import { composeSupergraph } from '@shequ/schema/compose/compose-supergraph'
import { parse } from 'graphql'
import { executorRequest } from '../testing/executor-request.js'
import { createDocumentStore } from './documents.js'
import { createExecutor } from './execute/executor.js'
import { buildGraph } from './prepare/graph.js'

// That what is kept takes as much as it is weighed, memory.long.test.ts measures.

/** An operation of some 4 kB that nobody has asked before. */
const unique = (number: number) =>
  `query Unique${number} { ${Array.from({ length: 200 }, (_, index) => `field${index}_${number}: name`).join(' ')} }`

test('documents are forgotten when all of them weigh too much, those that were used longest ago first', async () => {
  const store = createDocumentStore(1024 ** 2)
  for (let number = 0; number < 20; number++) await store.set(String(number), parse(unique(number)))
  expect([await store.get('0'), await store.get('10')]).toEqual([undefined, undefined])
  expect(await store.get('19')).toBeDefined()
})

test('operations that are prepared likewise, for each graph', async () => {
  const sdl = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9") type Query { name: String }'
  const graph = buildGraph(parse(composeSupergraph([{ name: 'a', url: 'http://127.0.0.1:1/', sdl }]).supergraphSdl))
  const planned: (string | undefined)[] = []
  const counting: typeof graph = {
    ...graph,
    plan(document, operationName) {
      planned.push(operationName)
      return graph.plan(document, operationName)
    },
  }
  const source = { ask: async () => ({ data: {} }), ready: async () => ({ ready: true }), close: async () => undefined }
  const executor = createExecutor(() => counting, new Map([['a', source]]), 1024 ** 2)
  const ask = async (number: number) => {
    const operationName = `Unique${number}`
    const document = parse(unique(number))
    await executor(executorRequest(graph.api, document, operationName, operationName))
  }
  for (const number of [0, 1, 0, 1]) await ask(number)
  expect(planned).toEqual(['Unique0', 'Unique1'])
  for (let number = 2; number < 12; number++) await ask(number)
  planned.length = 0
  for (const number of [11, 0]) await ask(number)
  expect(planned).toEqual(['Unique0'])
})
