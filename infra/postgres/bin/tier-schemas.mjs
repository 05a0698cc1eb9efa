// Where each tier keeps its Prisma schema and its migrations.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const subgraphs = fileURLToPath(new URL('../../../subgraphs', import.meta.url))

export const tierSchemas = ['city', 'borough', 'community'].map((tier) => ({
  tier,
  schema: join(subgraphs, tier, 'prisma', 'schema.prisma'),
  migrations: join(subgraphs, tier, 'prisma', 'migrations'),
}))
