import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenSubgraph, openSubgraph } from '@shequ/cli/run/open-subgraph'
import { type NodeServer, startNode } from '@shequ/gateway/testing/node-server'
import { createLog } from '@shequ/process/log'
import { registerNodes } from '../helpers/register-nodes.js'
import { type TestHub, startRoutedHub, today } from '../helpers/start-hub.js'
import { writeAs } from '../helpers/write-as.js'

const community = '310101002001'

let hub: TestHub
let records: OpenSubgraph
let node: NodeServer
beforeAll(async () => {
  hub = await startRoutedHub({ reportInterval: 60_000 })
  records = openSubgraph('community', hub.databases.community.url, createLog('test', 'silent'), { now: () => today })
  const gatewayKeys = { keys: [hub.gatewayKey.publicJwk] }
  node = await startNode({ community, call: records.subgraph.call, gatewayKeys })
}, 120_000)
afterAll(async () => {
  await hub.close()
  await node.close()
  await records.close()
}, 60_000)

const followUp = (receipt: string) =>
  hub.ask<{ community: { followUp: { voice: { status: string } } | null } }>(
    `query ($receipt: String!) { community(code: "${community}") { followUp(receipt: $receipt) { voice { status } } } }`,
    { receipt },
  )
const centres = () => hub.ask(`{ community(code: "${community}") { educationCentres(first: 1) { totalCount } } }`)

/** As the community's office, or as an app that it lets raise voices. */
const write = async (mutation: string, input: object, selection: string, role: 'app' | 'office') => {
  const token =
    role === 'app'
      ? await hub.token('district-app', undefined, 'voices.example')
      : await hub.token('community-office', community)
  return writeAs(hub, token, mutation, { community, ...input }, selection)
}

test('a receipt is followed wherever the records are, and nobody keeps what it tells', async () => {
  const term = { purpose: 'To hear residents.', from: '2025-09-01', until: '2025-12-31' }
  await write('grantAccess', { app: 'voices.example', scopes: ['RAISE_VOICE'], ...term }, 'id', 'office')
  const said = { kind: 'NEED', serviceCode: 'TIMES', text: 'Evenings, please.' }
  const { id, receipt = '' } = await write('raiseVoice', said, 'id receipt', 'app')
  expect((await followUp(receipt)).data).toEqual({ community: { followUp: { voice: { status: 'OPEN' } } } })

  await registerNodes(hub.databases.borough.ownerUrl, [{ ...node.entry, staleFor: 600 }])
  await hub.gatewayHasRead()
  await write('answerVoice', { voice: id, text: 'From October on.' }, 'id', 'office')
  const asked = node.received.length
  const followed = await followUp(receipt)
  expect(followed).toMatchObject({ data: { community: { followUp: { voice: { status: 'CLOSED' } } } } })
  expect(node.received.length).toBe(asked + 1)
  expect((await followUp(`${receipt}x`)).data).toEqual({ community: { followUp: null } })
  const told = await centres()

  await node.close()
  const [away, shown] = [await followUp(receipt), await centres()]
  expect([away.data, away.errors?.map(({ extensions }) => extensions.code)]).toEqual([
    { community: { followUp: null } },
    ['NODE_UNAVAILABLE'],
  ])
  // What everybody may read is shown on, marked with its age.
  expect([shown.data, shown.errors]).toEqual([told.data, undefined])
}, 60_000)
