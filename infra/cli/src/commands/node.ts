import { leaveHub } from '@shequ/community/node/leave-hub'
import { nodeHub } from '@shequ/community/node/node-hub'
import { keysAt } from '@shequ/process/keys/node-keys'
import { readEnvironment } from '@shequ/process/read-environment'
import { findOverHub } from '@shequ/subgraph/nodes/register-over-http'
import { dataEnvironment, nodeEnvironment } from '../run/environment.js'
import { findNodeConfig, readNodeConfig, refuseHubFolder, writeNodeConfig } from '../node/node-folder.js'
import { loadNodeKey, settleNodeKey } from '../node/node-key.js'
import { requireCommunity } from '../node/require-community.js'
import { openPseudonymKeys } from '../run/open-pseudonym-keys.js'
import { say } from '../run/say.js'
import { withCommunityPool } from '../run/with-community-pool.js'

/** Makes a node in the data folder: whose it is, where its hub is, and its own key. */
export async function initNode(options: {
  community: string
  hub: string
  address?: string
  staleFor?: number
}): Promise<void> {
  const { DATA_DIR } = readEnvironment(dataEnvironment)
  const { community, address, staleFor } = options
  requireCommunity(community)
  const hub = httpAddress('--hub', options.hub)
  if (address !== undefined) httpAddress('--address', address)
  await refuseHubFolder(DATA_DIR)
  const before = await findNodeConfig(DATA_DIR)
  if (before && before.community !== community) {
    throw new Error(`Expected a folder without a node, but ${DATA_DIR} holds that of ${before.community}.`)
  }
  await writeNodeConfig(DATA_DIR, {
    ...before,
    community,
    hub,
    ...(address !== undefined && { address }),
    ...(staleFor !== undefined && { staleFor }),
  })
  const { kid } = await loadNodeKey(DATA_DIR)
  say(`Made a node for ${community} in ${DATA_DIR}, with the key ${kid}. Its hub is ${hub}.`)
  say(`It may have the records once two offices have said so, each in the hub's data folder:`)
  say(`  the borough's:    hub node invite --community ${community}`)
  say(`  the community's:  hub node consent --community ${community} --key ${kid}`)
  say('Then join with the invitation: hub node join --invitation TOKEN')
}

/** Moves the community back to the hosted server. The node may be running meanwhile. */
export async function leaveNode(): Promise<void> {
  const { DATA_DIR, ...environment } = readEnvironment(nodeEnvironment)
  const { community, hub } = await readNodeConfig(DATA_DIR)
  const key = await settleNodeKey(DATA_DIR, await findOverHub(hub, community))
  const settings = { DATA_DIR, ...environment }
  const rows = await withCommunityPool(settings, async (pool, databases) => {
    const keys = await openPseudonymKeys(databases, settings)
    return leaveHub({ pool, hub: nodeHub(hub, community, () => key), keys })
  })
  say(
    `The community ${community} is back on the hosted server with ${rows} rows: counts and checksums of every table agree.`,
  )
}

/** Tells what the node is, and where the register has its community. */
export async function nodeStatus(): Promise<void> {
  const { DATA_DIR } = readEnvironment(dataEnvironment)
  const { community, hub, invitation } = await readNodeConfig(DATA_DIR)
  const key = await loadNodeKey(DATA_DIR)
  const entry = await findOverHub(hub, community)
  const isMine = entry?.keys.some(({ kid }) => kid === key.kid) ?? false
  // A node that left is asked nothing: no key of it is believed, though the register remembers it.
  const isNode = entry !== undefined && entry.status !== 'HOSTED' && entry.status !== 'REVOKED'
  const believed = isNode ? keysAt(entry.keys, new Date()) : []
  const lines = [
    ['community', community],
    ['hub', hub],
    ['key', key.kid],
    ['register', entry === undefined ? 'HOSTED' : `${entry.status}${isMine ? '' : ', by another key'}`],
    ['attempt', entry?.epoch ?? 0],
    ...believed.map(({ kid, notAfter }) => [
      'believes',
      `${kid} ${notAfter === null ? 'without end' : `until ${notAfter}`}`,
    ]),
    ...(invitation === undefined ? [] : [['join', 'not completed: hub node start goes on with it']]),
  ] as const
  process.stdout.write(lines.map(([name, value]) => `${name.padEnd(10)} ${value}\n`).join(''))
}

function httpAddress(option: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol)) return text.replace(/\/$/, '')
  throw new Error(`Expected ${option} to be an address such as http://127.0.0.1:4000, but got "${text}".`)
}
