import { withClient } from '@shequ/postgres/with-client'
import { type Tier, tiers } from '@shequ/schema/tiers'
import type { CityDatabases } from './city-templates.js'

/** How many rows each table of a tier has, by the database's own catalogue; the bookkeeping of migrations is left out. */
export async function tableSizes(databases: CityDatabases): Promise<Record<Tier, Record<string, number>>> {
  const sizes = await Promise.all(tiers.map(async (tier) => [tier, await sizesOf(databases[tier].ownerUrl)] as const))
  return Object.fromEntries(sizes) as Record<Tier, Record<string, number>>
}

function sizesOf(url: string): Promise<Record<string, number>> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
       and relname <> '_prisma_migrations' order by relname`,
    )
    const counts = rows.map(({ name }) => `select '${name}' as name, count(*)::int as rows from "${name}"`)
    const counted = await client.query<{ name: string; rows: number }>(counts.join(' union all '))
    return Object.fromEntries(counted.rows.map(({ name, rows: size }) => [name, size]))
  })
}
