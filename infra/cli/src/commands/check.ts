import { type NodeKey, nodeKeyOf } from '@shequ/process/keys/node-keys'
import { loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { readEnvironment } from '@shequ/process/read-environment'
import { findOverHub } from '@shequ/subgraph/nodes/register-over-http'
import { besideHubEnvironment } from '../run/environment.js'
import { checkNode } from '../node/check/check-node.js'
import { findHubAddress } from '../run/hub-address.js'
import { gatewayKeyName, keysFolder } from '../run/keys.js'

/**
 * Tells what of a node's duties an endpoint does, a line each, and sets the exit status when it misses one.
 *
 * @throws {Error} when its key is not known.
 */
export async function check(
  url: string,
  { community, key, ...options }: { community: string; hub?: string; key?: string },
): Promise<void> {
  const environment = readEnvironment(besideHubEnvironment)
  const hub = options.hub ?? (await findHubAddress(environment))
  const gatewayKey = await loadOrCreateSigningKey(keysFolder(environment.DATA_DIR), gatewayKeyName)
  const keys = key === undefined ? await registeredKeys(hub, community) : [await nodeKeyOf(key)]
  let breaches = 0
  for await (const { name, breach } of checkNode({ url, community, gatewayKey, keys })) {
    if (breach !== undefined) breaches += 1
    process.stdout.write(breach === undefined ? `ok    ${name}\n` : `WRONG ${name}: ${breach}\n`)
  }
  if (breaches > 0) {
    process.exitCode = 1
    process.stderr.write(`The endpoint is no node of ${community} yet: ${breaches} of its duties it does not do.\n`)
  } else process.stderr.write(`The endpoint does what a node of ${community} is to do.\n`)
}

async function registeredKeys(hub: string, community: string): Promise<readonly NodeKey[]> {
  const entry = await findOverHub(hub, community)
  if (entry && entry.keys.length > 0) return entry.keys
  throw new Error(
    `Expected the register to know a key of the node of ${community}, but it knows none. Give its public key by --key.`,
  )
}
