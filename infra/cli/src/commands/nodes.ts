import { readEnvironment } from '@shequ/process/read-environment'
import { boroughOf } from '@shequ/schema/codes/division-code'
import { besideHubEnvironment } from '../run/environment.js'
import { askHubGraph } from '../node/ask-hub-graph.js'
import { findHubAddress } from '../run/hub-address.js'
import { requireCommunity } from '../node/require-community.js'
import { say } from '../run/say.js'

interface Invited {
  readonly inviteNode: { readonly token: string }
}

interface Listed {
  readonly nodes: {
    readonly nodes: readonly NodeLine[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}

interface NodeLine {
  readonly community: { readonly code: string; readonly name: string }
  readonly status: string
  readonly since: string | null
  readonly lastSeen: string | null
}

/** Prints the borough's invitation to run a node for a community, and nothing else. */
export async function inviteNode({
  community,
  hours,
  ...options
}: {
  community: string
  hub?: string
  hours: number
}): Promise<void> {
  requireCommunity(community)
  const environment = readEnvironment(besideHubEnvironment)
  const hub = options.hub ?? (await findHubAddress(environment))
  const borough = boroughOf(community)
  const { inviteNode } = (await askHubGraph(
    { hub, dataDir: environment.DATA_DIR, role: 'borough-office', division: borough },
    'mutation ($input: InviteNodeInput!) { inviteNode(input: $input) { token } }',
    { input: { borough, community, hours } },
  )) as Invited
  process.stdout.write(`${inviteNode.token}\n`)
}

/** Prints the nodes of a city, borough or street, a line each; where there is none, says so. */
export async function listNodes({ within, ...options }: { within: string; hub?: string }): Promise<void> {
  const environment = readEnvironment(besideHubEnvironment)
  const hub = options.hub ?? (await findHubAddress(environment))
  const asking = { hub, dataDir: environment.DATA_DIR, role: 'planner', division: within } as const
  for (let after: string | null = null; ;) {
    const { nodes } = (await askHubGraph(
      asking,
      `query ($within: DivisionCode!, $after: String) { nodes(within: $within, first: 500, after: $after) {
         nodes { community { code name } status since lastSeen } pageInfo { hasNextPage endCursor } } }`,
      { within, after },
    )) as Listed
    for (const { community, status, since, lastSeen } of nodes.nodes) {
      const seen = lastSeen === null ? 'not seen yet' : `seen ${lastSeen}`
      process.stdout.write(`${community.code} ${status.padEnd(8)} since ${since ?? ''}, ${seen} ${community.name}\n`)
    }
    if (after === null && nodes.nodes.length === 0) say(`No community in ${within} has a node of its own.`)
    if (!nodes.pageInfo.hasNextPage) return
    after = nodes.pageInfo.endCursor
  }
}
