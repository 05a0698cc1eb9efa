import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { gatewayKeyName, keysFolder } from '../run/keys.js'

const configSchema = z.object({
  /** The community that the node is for. */
  community: z.string(),
  /** The address of its hub. */
  hub: z.string(),
  /** Where the hub's gateways reach the node; by default where it listens. */
  address: z.string().optional(),
  /** For how many seconds the hub may show the node's last public answers while it is out of reach. */
  staleFor: z.int().min(0).max(86_400).optional(),
  /** The invitation, from the moment the node begins to join until it has joined. */
  invitation: z.string().optional(),
})

/** What a node is, as its data folder keeps it. */
export type NodeConfig = z.infer<typeof configSchema>

const file = (dataDir: string) => join(dataDir, 'node.json')

/** @throws {Error} saying what to do when the data folder holds no node. */
export async function readNodeConfig(dataDir: string): Promise<NodeConfig> {
  const config = await findNodeConfig(dataDir)
  if (config) return config
  throw new Error(`Expected a node in ${dataDir}, but there is none. Make one: hub node init --community CODE`)
}

/** What a node is; undefined when the data folder holds none. */
export async function findNodeConfig(dataDir: string): Promise<NodeConfig | undefined> {
  const text = await readFile(file(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? undefined : configSchema.parse(JSON.parse(text))
}

/** Writes what a node is, whole or not at all. */
export async function writeNodeConfig(dataDir: string, config: NodeConfig): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const draft = `${file(dataDir)}.new`
  await writeFile(draft, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600, flush: true })
  await rename(draft, file(dataDir))
}

/** @throws {Error} when the data folder is a hub's: its databases must not become a node's. */
export async function refuseHubFolder(dataDir: string): Promise<void> {
  const isHub = await access(join(keysFolder(dataDir), `${gatewayKeyName}.jwk.json`)).then(
    () => true,
    () => false,
  )
  if (isHub) throw new Error(`Expected a folder of the node's own, but ${dataDir} is a hub's. Set DATA_DIR to another.`)
}
