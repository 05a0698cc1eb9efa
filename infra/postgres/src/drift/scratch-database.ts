import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedServer } from '../embedded/start-embedded-server.js'
import { applyMigrations } from '../migrate/apply-migrations.js'
import { provisionTier } from '../provision/provision-tier.js'
import type { TierSchema } from './tier-schemas.js'

/** Has `work` done with a server for throw-away databases, which ends with it. */
export async function withScratchServer<Result>(work: (server: ScratchServer) => Promise<Result>): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), 'shequ-hub-scratch-'))
  const server = await startEmbeddedServer({ dataDir, ephemeral: true })
  try {
    return await work({ adminUrl: server.adminUrl, dataDir })
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

export interface ScratchServer {
  readonly adminUrl: string
  readonly dataDir: string
}

/** Provisions a tier's database on a scratch server and applies its migrations. Returns its owner's URL. */
export async function migrateFromNothing(server: ScratchServer, { tier, migrations }: TierSchema): Promise<string> {
  const { ownerUrl } = await provisionTier({ ...server, tier })
  await applyMigrations({ url: ownerUrl, folder: migrations })
  return ownerUrl
}
