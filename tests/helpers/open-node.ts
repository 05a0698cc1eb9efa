import { boroughOf } from '@shequ/schema/codes/division-code'
import { migrationsOf } from '@shequ/cli/run/open-databases'
import { type OpenCommunity, openCommunity } from '@shequ/cli/run/open-subgraph'
import { startLogHeads } from '@shequ/community/access/send-log-heads'
import { joinHub } from '@shequ/community/node/join-hub'
import { leaveHub } from '@shequ/community/node/leave-hub'
import { type NodeHub, nodeHub } from '@shequ/community/node/node-hub'
import { publicationsCargo } from '@shequ/community/publications/publications-cargo'
import { type Place, settleNode } from '@shequ/community/node/place/settle-place'
import { watchPlaces } from '@shequ/community/node/move/watch-places'
import { createTestDatabase, type TestDatabase } from '@shequ/postgres/testing/create-test-database'
import { nodeName } from '@shequ/process/keys/node-name'
import { createSigningKey } from '@shequ/process/keys/signing-key'
import { createPublishedVerifier, gatewayIssuer } from '@shequ/process/keys/viewer-token'
import { wrapInMemory } from '@shequ/process/keys/wrapping/key-wrapping'
import { createLog } from '@shequ/process/log'
import { chinaDay } from '@shequ/process/china-day'
import type { RegisterEntry } from '@shequ/subgraph/nodes/register-entry'
import { deliverOverHub } from '@shequ/subgraph/nodes/register-over-http'
import { startRelay } from '@shequ/subgraph/relay/start-relay'
import { serveNode } from '@shequ/subgraph/serve/serve-node'
import type { TestHub } from './start-hub.js'

type MoveDirection = 'TO_OWN_NODE' | 'TO_HOSTED'

/** A community's node in this process, on a database of its own. */
export interface TestNode {
  readonly community: string
  readonly database: TestDatabase
  readonly hub: NodeHub
  readonly open: OpenCommunity
  /** Its GraphQL address. */
  readonly url: string
  /** Moves the community here, whose office consents; invited anew unless the invitation is given. Gives how many rows came. */
  join(invitation?: string, by?: NodeHub): Promise<number>
  /** Moves it back, whose office consents, and gives how many rows went. */
  leave(by?: NodeHub): Promise<number>
  /** The same without asking the community's office. */
  joinUnasked(invitation?: string, by?: NodeHub): Promise<number>
  leaveUnasked(by?: NodeHub): Promise<number>
  /** Has the community's office consent to a move; to this node, where it is one to a node. */
  consent(direction: MoveDirection): Promise<void>
  /** Sends what the community publishes to the borough's catalogue, and gives how many records were sent. */
  publish(): Promise<number>
  /** Tells the borough where the access log ends, and gives whether it has grown. */
  sendHeads(): Promise<number>
  /** Follows the register now. */
  settle(): Promise<void>
  /** Takes a move that is under way for given up. */
  giveUpMoves(): Promise<void>
  close(): Promise<void>
}

/** Opens a node for a community of a hub; it has not joined yet. */
export async function openNode(hub: TestHub, community: string): Promise<TestNode> {
  const log = createLog('test-node', 'silent')
  const database = await createTestDatabase({ tier: 'community', migrations: migrationsOf('community') })
  const key = await createSigningKey()
  const keys = await wrapInMemory()
  const open = openCommunity(database.url, log, { now: hub.now, server: { kind: 'NODE', community }, keys })
  const ofNode = nodeHub(hub.url, community, () => key, hub.now)
  const { verify: verifyToken } = createPublishedVerifier(
    `${hub.url}/.well-known/jwks.json`,
    gatewayIssuer,
    nodeName(community),
  )
  const app = serveNode({ subgraph: open.subgraph, community, key: () => key, verifyToken, log })
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`
  const watching = {
    pool: open.pool,
    places: open.places,
    register: ofNode.register,
    settle: (place: Place, entry: RegisterEntry | undefined) => settleNode(place, entry, [key.kid]),
    grace: 0,
    every: 3_600_000,
    log,
  }
  const watch = watchPlaces(watching)
  const relay = startRelay({
    pool: open.pool,
    cargo: publicationsCargo,
    sender: ofNode.sender,
    receiver: 'borough',
    deliver: deliverOverHub(hub.url, 'publications'),
    now: hub.now,
    inBackground: false,
    log,
  })
  const heads = startLogHeads({
    pool: open.pool,
    sender: ofNode.sender,
    deliver: deliverOverHub(hub.url, 'heads'),
    now: hub.now,
    inBackground: false,
    log,
  })
  const join = async (invitation?: string, by = ofNode) =>
    joinHub({
      pool: open.pool,
      hub: by,
      keys,
      invitation: invitation ?? (await invite(hub, community)),
      address: url,
      staleFor: 600,
    })
  const leave = (by = ofNode) => leaveHub({ pool: open.pool, hub: by, keys, now: hub.now })
  const consent = (direction: MoveDirection) =>
    consentToMove(hub, community, direction, direction === 'TO_HOSTED' ? null : key.kid)
  return {
    community,
    database,
    hub: ofNode,
    open,
    url,
    join: async (invitation, by) => {
      await consent('TO_OWN_NODE')
      return join(invitation, by)
    },
    leave: async (by) => {
      await consent('TO_HOSTED')
      return leave(by)
    },
    joinUnasked: join,
    leaveUnasked: leave,
    consent,
    async publish() {
      const { sent, putOff, fault } = await relay.drain()
      if (fault !== undefined || putOff > 0)
        throw new Error(`Expected the relay to send all it has, but ${putOff} were put off: ${fault ?? 'refused'}.`)
      return sent
    },
    sendHeads: async () => (await heads.drain()).sent,
    settle: () => watch.look(),
    giveUpMoves: async () => {
      const impatient = watchPlaces({ ...watching, patience: 0 })
      await impatient.look()
      await impatient.stop()
    },
    async close() {
      await relay.stop()
      await heads.stop()
      await app.close()
      await watch.stop()
      await open.close()
      await database.drop()
    },
  }
}

/** The consent of a community's office to a move, for a week. */
export async function consentToMove(
  hub: TestHub,
  community: string,
  direction: MoveDirection,
  key: string | null,
): Promise<void> {
  const until = chinaDay(new Date(hub.now().getTime() + 7 * 86_400_000))
  const { errors } = await hub.ask(
    'mutation ($input: ConsentToMoveInput!) { consentToMove(input: $input) { until } }',
    { input: { community, direction, until, key } },
    await hub.token('community-office', community),
  )
  if (errors) throw new Error(errors[0]?.message)
}

/** The borough's invitation of a community. */
export async function invite(hub: TestHub, community: string): Promise<string> {
  const borough = boroughOf(community)
  const { data, errors } = await hub.ask<{ inviteNode: { token: string } }>(
    'mutation ($input: InviteNodeInput!) { inviteNode(input: $input) { token } }',
    { input: { borough, community } },
    await hub.token('borough-office', borough),
  )
  if (errors) throw new Error(errors[0]?.message)
  return data.inviteNode.token
}
