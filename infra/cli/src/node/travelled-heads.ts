import type { TravelledHead } from '@shequ/community/access/verify-log'
import { createLog } from '@shequ/process/log'
import type { Sender } from '@shequ/subgraph/returns/signed-message'
import { type KeptLogHead, logHeadsOf, logHeadsOverHub } from '@shequ/subgraph/nodes/log-heads'
import { nodeSender } from '@shequ/subgraph/nodes/node-request'
import { askInProcess, askOverHttp } from '@shequ/subgraph/relay/deliver'
import { findNodeConfig } from './node-folder.js'
import { loadNodeKey } from './node-key.js'
import { type DatabaseSettings, openDatabases, urlsOf } from '../run/open-databases.js'
import { openSubgraph } from '../run/open-subgraph.js'
import { loadSenderKey, trustedSenders } from '../run/returns.js'
import { say } from '../run/say.js'

/** How long the borough may take to answer, in milliseconds. */
const timeout = 10_000

export interface HeadSettings extends DatabaseSettings {
  /** The borough's subgraph, where it is a service of its own. */
  readonly BOROUGH_URL?: string | undefined
}

/**
 * Where a community's access log ended at times, by what its borough keeps: of a node asked by way of its hub, else of the borough's service
 * or database.
 *
 * @throws {Error} when the borough can't be asked
 */
export async function travelledHeads(settings: HeadSettings, community: string): Promise<readonly TravelledHead[]> {
  return (await keptHeads(settings, community)).map(({ hour, sequence, hash }) => ({
    sequence,
    hash: Buffer.from(hash, 'hex'),
    receivedAt: new Date(hour),
  }))
}

async function keptHeads(settings: HeadSettings, community: string): Promise<readonly KeptLogHead[]> {
  const { DATA_DIR, BOROUGH_URL } = settings
  const now = new Date()
  const node = await findNodeConfig(DATA_DIR)
  if (node) return logHeadsOverHub(node.hub, nodeSender(community, await loadNodeKey(DATA_DIR)), community, now)
  const sender: Sender = { issuer: 'community', key: await loadSenderKey(DATA_DIR, 'community') }
  if (BOROUGH_URL !== undefined) return logHeadsOf(askOverHttp(BOROUGH_URL, timeout), sender, community, now)
  return askOwnBorough(settings, sender, community, now)
}

/** Asks the borough tier on the data folder's own database, beside a hub that may be running there. */
async function askOwnBorough(settings: DatabaseSettings, sender: Sender, community: string, now: Date) {
  const databases = await openDatabases(settings, { say, wanted: ['borough'], beside: true })
  try {
    const senders = await trustedSenders('borough', settings.DATA_DIR)
    const { url } = urlsOf(databases, 'borough')
    const open = openSubgraph('borough', url, createLog('log', 'silent'), { senders })
    try {
      return await logHeadsOf(askInProcess(open.subgraph.call), sender, community, now)
    } finally {
      await open.close()
    }
  } finally {
    await databases.stop()
  }
}
