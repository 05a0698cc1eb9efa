import { join } from 'node:path'

/** The folder of a data folder that holds signing keys, readable by its owner alone. */
export function keysFolder(dataDir: string): string {
  return join(dataDir, 'keys')
}

/** The key by which `hub token` signs. */
export const localKeyName = 'issuer'

/** The key by which the gateway signs who asks, for its subgraphs. */
export const gatewayKeyName = 'gateway'
