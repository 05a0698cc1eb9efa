import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deserialize } from 'node:v8'
import { buildSchema, execute, parse } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkAnswers } from '../check/check-answers.js'
import { findDifference } from '../check/find-difference.js'
import { shapeNames, shapes } from '../question/shapes.js'
import { serve } from '../serve/serve.js'
import type { Served, Service } from '../serve/service.js'
import { missingPackages } from './install-peers.js'
import { peerPackages, peers } from './peers.js'
import { writeGraph } from './write-graph.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shequ-bench-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('each peer wants one exact version of each package', () => {
  for (const { packages } of peers) expect(peerPackages).toMatchObject(packages)
  expect(Object.values(peerPackages).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('what is not installed in just the version wanted is missing', async () => {
  const install = async (name: string, version: string) => {
    await mkdir(join(folder, 'node_modules', name), { recursive: true })
    await writeFile(join(folder, 'node_modules', name, 'package.json'), JSON.stringify({ version }))
  }
  await install('@apollo/gateway', '2.14.4')
  await install('grafbase', '0.80.3')
  expect(
    await missingPackages(folder, { '@apollo/gateway': '2.14.4', grafbase: '0.80.4', 'graphql-jit': '0.8.7' }),
  ).toEqual(['grafbase 0.80.4', 'graphql-jit 0.8.7'])
})

test.each(shapeNames)(
  'the hub answers %s with its subgraphs in process as over HTTP, and asks them as little',
  async (name) => {
    const started: Served[] = []
    const start = async (service: Service) => {
      const served = await serve(service)
      started.push(served)
      return served
    }
    try {
      const subgraphs = await start({ kind: 'shape', shape: name })
      const supergraph = `${subgraphs.url}/supergraph`
      const overHttp = await start({ kind: 'shape-hub', dataDir: folder, supergraph, sharesReads: true })
      const inProcess = await start({ kind: 'shape-in-process', dataDir: folder, shape: name, supergraph })
      const body = JSON.stringify({ query: shapes[name].query })
      await checkAnswers([
        { name: 'over HTTP', url: overHttp.url, body },
        { name: 'in process', url: inProcess.url, body },
      ])
      expect(inProcess.calls()).toBe(subgraphs.calls())
      expect(inProcess.entities?.()).toBe(subgraphs.entities?.())
    } finally {
      for (const served of started.toReversed()) await served.close()
    }
  },
)

test.each(shapeNames)('a monolith that reads the files of %s answers as its subgraphs do', async (name) => {
  const shape = shapes[name]
  await writeGraph(join(folder, name), shape, 'http://127.0.0.1:1')
  const read = (file: string) => readFile(join(folder, name, file))
  const schema = buildSchema((await read('api.graphql')).toString('utf8'))
  const document = parse(shape.query)
  const answer = await execute({ schema, document, rootValue: deserialize(await read('data.bin')) })
  const expected = await execute({ schema, document, rootValue: shape.root })
  expect(answer.errors).toBeUndefined()
  expect(findDifference(expected.data, answer.data)).toBeUndefined()

  const overrides = (await read('overrides.toml')).toString('utf8')
  for (const subgraph of shape.subgraphs.keys()) {
    expect(overrides).toContain(`[subgraphs.${subgraph}]\nurl = "http://127.0.0.1:1/${subgraph}"\nschema_path = `)
    expect((await read(`${subgraph}.graphql`)).toString('utf8')).toBe(shape.subgraphs.get(subgraph)?.sdl)
  }
})
