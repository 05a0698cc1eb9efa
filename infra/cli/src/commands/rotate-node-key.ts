import { nodeHub } from '@shequ/community/node/node-hub'
import { rotateKey } from '@shequ/community/node/rotate-key'
import { readEnvironment } from '@shequ/process/read-environment'
import { findOverHub } from '@shequ/subgraph/nodes/register-over-http'
import { dataEnvironment } from '../run/environment.js'
import { readNodeConfig } from '../node/node-folder.js'
import { loadNextNodeKey, loadNodeKey, settleNodeKey } from '../node/node-key.js'
import { say } from '../run/say.js'

/** The longest that two keys are believed beside each other, in hours. */
const longestOverlap = 168

/**
 * Gives the node another key. The register hears of it before the node signs with it; interrupted in between, either key answers,
 * and whoever comes next completes it: the node itself, or this command.
 */
export async function rotateNodeKey({ hours }: { hours: number }): Promise<void> {
  if (!(hours >= 0 && hours <= longestOverlap)) {
    throw new Error(`Expected --hours to be a number from 0 to ${longestOverlap}, but got "${hours}".`)
  }
  const { DATA_DIR } = readEnvironment(dataEnvironment)
  const { community, hub } = await readNodeConfig(DATA_DIR)
  const before = await loadNodeKey(DATA_DIR)
  const key = await settleNodeKey(DATA_DIR, await findOverHub(hub, community))
  if (key.kid !== before.kid) {
    return say(`Completed what was begun before: the node of ${community} signs with the key ${key.kid}.`)
  }
  const next = await loadNextNodeKey(DATA_DIR)
  await rotateKey(
    nodeHub(hub, community, () => key),
    next,
    Math.round(hours * 3_600),
  )
  await settleNodeKey(DATA_DIR, await findOverHub(hub, community))
  say(`The node of ${community} signs with the key ${next.kid}. ${key.kid} is believed for ${hours} hours more.`)
}
