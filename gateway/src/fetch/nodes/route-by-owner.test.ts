import { afterEach, expect, test } from 'vitest'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { composeSupergraph } from '@shequ/schema/compose/compose-supergraph'
import { createSigningKey } from '@shequ/process/keys/signing-key'
import { createLog } from '@shequ/process/log'
import { graphql, parse } from 'graphql'
import { type CommunityServer, communitySdl, communityServer } from '../../testing/community-tier.js'
import { type NodeServer, startNode } from '../../testing/node-server.js'
import { quickLimits } from '../../testing/routed-tier.js'
import { type TestGateway, startGateway } from '../../testing/start-gateway.js'
import type { NodeEntry } from './node-entry.js'
import { inProcessSource } from '../in-process-source.js'
import { routeByOwner } from './route-by-owner.js'
import { createViewerSigner } from '../sign-viewer.js'
import type { TierAnswer, TierRequest, TierSource } from '../tier-source.js'

const own = '310101001001'
const boroughSdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { communities: [Community]! }
  type Community @key(fields: "code") { code: String!  name: String! }`
const boroughSchema = buildSubgraphSchema({
  typeDefs: parse(boroughSdl),
  resolvers: { Query: { communities: () => [own, '310101001002'].map((code) => ({ code, name: code })) } },
})

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A gateway over a borough whose register is a list, and which notes what is reported to it. */
async function serve(): Promise<{
  gateway: TestGateway
  hosted: CommunityServer
  node: NodeServer
  register: NodeEntry[]
  reports: TierRequest['variables'][]
  /** The name by which it asks nodes. */
  name: string
  update: (name: string) => void
  hasReader: () => boolean
}> {
  const register: NodeEntry[] = []
  const reports: TierRequest['variables'][] = []
  let readAt = 0
  const borough: TierSource = {
    async ask({ query, variables, viewer }) {
      if (query.includes('reportNodeHealth')) reports.push(variables)
      if (viewer.role === 'gateway' && query.includes('nodeChanges')) {
        readAt = Date.now()
        const changes = register.slice(Number(variables['after']))
        return { data: { nodeChanges: { revision: String(register.length), hasMore: false, changes } } }
      }
      if (viewer.role === 'gateway') return { data: { reportNodeHealth: 1 } }
      return JSON.parse(JSON.stringify(await graphql({ schema: boroughSchema, source: query }))) as TierAnswer
    },
    ready: async () => ({ ready: true }),
    close: async () => undefined,
  }
  const log = createLog('test', 'silent')
  const hosted = communityServer(() => 'HERE')
  const health = async () => ({ ready: true })
  const routing = routeByOwner(
    ({ name }) =>
      name === 'borough'
        ? borough
        : inProcessSource({ name, call: hosted.call, health, timeout: 2_000, responseLimit: 1_000_000, log }),
    {
      limits: quickLimits,
      signViewer: createViewerSigner(await createSigningKey()),
      sdl: communitySdl,
      registerInterval: 20,
      reportInterval: 20,
      log,
    },
  )
  const sdlOf = (title: string) =>
    composeSupergraph([
      { name: 'borough', url: 'http://127.0.0.1:1/borough', sdl: boroughSdl },
      { name: 'community', url: `http://127.0.0.1:1/${title}`, sdl: communitySdl },
    ]).supergraphSdl
  const gateway = await startGateway({ supergraphSdl: sdlOf('one'), sources: routing.sources, name: routing.gateway })
  const node = await startNode({
    community: own,
    call: communityServer((code) => (code === own ? 'HERE' : 'AWAY')).call,
  })
  closing.push(
    () => gateway.app.close(),
    () => node.close(),
  )
  return {
    gateway,
    hosted,
    node,
    register,
    reports,
    name: routing.gateway,
    update: (name) => gateway.updateSupergraph(sdlOf(name)),
    hasReader: () => Date.now() - readAt < 100,
  }
}

const query = '{ communities { code motto } }'
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

test('a node is asked as soon as the register has it, over changes of the supergraph, without a failed question', async () => {
  const { gateway, node, register, update, hosted } = await serve()
  const before = await gateway.ask(query)
  const over = new AbortController()
  const answers: string[] = []
  const client = async () => {
    while (!over.signal.aborted) answers.push((await gateway.ask(query)).text)
  }
  const load = [client(), client()]
  register.push(node.entry)
  await until(() => node.received.length > 3)
  for (const name of ['two', 'three']) {
    update(name)
    const asked = node.received.length
    await until(() => node.received.length > asked + 3)
  }
  register.push({ ...node.entry, epoch: 2, status: 'HOSTED' })
  const calls = hosted.calls
  await until(() => hosted.calls > calls + 20)
  const left = node.received.length
  await until(() => hosted.calls > calls + 40)
  over.abort()
  await Promise.all(load)
  expect(node.received).toHaveLength(left)
  expect(new Set(answers)).toEqual(new Set([before.text]))
})

test('what is counted of nodes is reported to the borough under a name that no other process has', async () => {
  const { gateway, node, register, reports, name } = await serve()
  register.push(node.entry)
  while (node.received.length < 5) await gateway.ask(query)
  await until(() => reports.length > 0 && JSON.stringify(reports.at(-1)).includes('"requests":5'))
  expect(reports.at(-1)).toEqual({
    gateway: expect.stringMatching(/^shequ-/),
    nodes: [
      {
        community: own,
        hour: expect.stringMatching(/:00:00\.000Z$/),
        requests: 5,
        failures: 0,
        rejections: 0,
        milliseconds: expect.any(Number),
        lastSeen: expect.any(String),
      },
    ],
  })
  // Processes of one gateway have that name in common, and the borough keeps the highest count of each.
  expect(reports.at(-1)?.['gateway']).not.toBe(name)
})

test('the register is read no more when the gateway has closed', async () => {
  const { gateway, hasReader } = await serve()
  await until(hasReader)
  await gateway.app.close()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(hasReader()).toBe(false)
})
