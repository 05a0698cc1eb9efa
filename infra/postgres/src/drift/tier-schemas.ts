import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Tier, tiers } from '@shequ/schema/tiers'

/** What a tier's Prisma folder holds. */
export interface TierSchema {
  readonly tier: Tier
  /** The `.prisma` file, or a folder of them. */
  readonly schema: string
  readonly migrations: string
}

/** The project's subgraphs, seen from this file and from what it is compiled to. */
const subgraphs = fileURLToPath(new URL('../../../../subgraphs', import.meta.url))

/** Where each tier of the project keeps its Prisma schema and its migrations. */
export const tierSchemas: readonly TierSchema[] = tiers.map((tier) => ({
  tier,
  schema: join(subgraphs, tier, 'prisma', 'schema.prisma'),
  migrations: join(subgraphs, tier, 'prisma', 'migrations'),
}))
