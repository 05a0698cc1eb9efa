import { boroughOf } from '@shequ/schema/codes/division-code'
import { createLog } from '@shequ/process/log'
import { createSigningKey, type SigningKey } from '@shequ/process/keys/signing-key'
import { registerSteps } from '@shequ/subgraph/nodes/ask-register'
import { type NodeRequest, nodeSender, type Requester, signNodeRequest } from '@shequ/subgraph/nodes/node-request'
import { signRelease } from '@shequ/subgraph/nodes/sign-release'
import { serveNode } from '@shequ/subgraph/serve/serve-node'
import { officeOf, testMoment, type Answer, type TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import type { Database } from '../database/open-database.js'

/** What is asked by a mutation. */
type Step = Exclude<NodeRequest['action'], 'readLogHeads'>

const mutations = { ...registerSteps, proveKey: 'rotateNodeKey' } as const satisfies Record<Step, string>

/** The hosted server, by which a test lets records go. */
export const hostedSender: Requester = { issuer: 'community', key: await createSigningKey() }

const listening: ReturnType<typeof serveNode>[] = []

/** Ends the nodes that {@link inviteNode} started. */
export async function closeNodes(): Promise<void> {
  await Promise.all(listening.splice(0).map((app) => app.close()))
}

/** Starts a node that listens at an address of its own, and refuses whoever asks, signed as a node signs. */
export async function listenAsNode(
  { subgraph }: TestSubgraph<Database>,
  community: string,
  key: SigningKey,
): Promise<string> {
  const verifyToken = () => Promise.reject(new Error('Expected nobody to have a token.'))
  const app = serveNode({ subgraph, community, key: () => key, verifyToken, log: createLog('test-node', 'silent') })
  listening.push(app)
  return `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`
}

/** Sends a signed message to the mutation of an action. */
export function send(hub: TestSubgraph<Database>, action: NodeRequest['action'], request: string): Promise<Answer> {
  if (action === 'readLogHeads') {
    return hub.ask('query ($request: String!) { logHeads(input: { request: $request }) { sequence hash } }', {
      request,
    })
  }
  const mutation = mutations[action]
  return hub.ask(
    `mutation ($request: String!) { ${mutation}(input: { request: $request }) { community status epoch address } }`,
    { request },
  )
}

/** Signs what somebody asks of the register for a community, and sends it. */
export async function request(
  hub: TestSubgraph<Database>,
  sender: Requester,
  community: string,
  asked: NodeRequest,
): Promise<Answer> {
  return send(hub, asked.action, await signNodeRequest(sender, community, asked, new Date(testMoment)))
}

/** A node of a community that has been invited, as a test drives it. */
export interface TestNode {
  readonly community: string
  readonly key: SigningKey
  readonly invitation: string
  /** Where it listens. */
  readonly address: string
  /** Asks as the node does; with another key where one is given. */
  ask(asked: NodeRequest, key?: SigningKey): Promise<Answer>
  join(address?: string): Promise<Answer>
  /** Asks to become the owner, with the hosted server's release of that attempt unless another text is given. */
  complete(epoch: number, release?: string): Promise<Answer>
}

/** Invites a community and makes its node's key. */
export async function inviteNode(hub: TestSubgraph<Database>, community: string): Promise<TestNode> {
  const borough = boroughOf(community)
  const { data, errors } = await hub.ask(
    'mutation ($input: InviteNodeInput!) { inviteNode(input: $input) { token } }',
    { input: { borough, community } },
    officeOf('borough', borough),
  )
  if (errors.length > 0) throw new Error(errors[0]?.message)
  const invitation = (data as { inviteNode: { token: string } }).inviteNode.token
  const key = await createSigningKey()
  const address = await listenAsNode(hub, community, key)
  const ask = (asked: NodeRequest, signer = key) => request(hub, nodeSender(community, signer), community, asked)
  return {
    community,
    key,
    invitation,
    address,
    ask,
    join: (at = address) => ask(joinRequest(invitation, key, { address: at })),
    complete: async (epoch, release) =>
      ask({ action: 'completeJoin', epoch, release: release ?? (await releaseOf(community, epoch)) }),
  }
}

/** What the hosted server signs when it has handed a community's records over. */
export function releaseOf(community: string, epoch: number, sender = hostedSender): Promise<string> {
  return signRelease(sender, community, epoch, new Date(testMoment))
}

/** What a node joins with. */
export function joinRequest(
  invitation: string,
  key: SigningKey,
  more: { readonly address?: string } = {},
): NodeRequest {
  const { address = 'http://127.0.0.1:9/graphql' } = more
  return { action: 'join', invitation, address, key: { x: key.publicJwk.x ?? '' }, staleFor: 600 }
}
