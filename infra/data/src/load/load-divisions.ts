import type { ClientBase } from 'pg'
import type { Residents } from '../census/estimate-residents.js'
import type { Divisions } from '../divisions/divisions.js'
import { findChanges, recordChanges } from './code-changes.js'
import { openCommunities } from './open-communities.js'
import { type TierPools, inTransaction } from './tier-pools.js'
import { writeCity } from './write-city.js'
import { writeRegister } from './write-register.js'

/** What a load of divisions changed: rows added, changed or removed, by database. All zero when everything was there already. */
export interface DivisionsLoaded {
  readonly city: number
  readonly borough: number
  readonly community: number
}

interface DivisionsLoad {
  readonly pools: TierPools
  readonly divisions: Divisions
  readonly residents: ReadonlyMap<string, Residents>
}

/**
 * Writes a city's divisions into the databases of its tiers. Each database is one transaction, held open until all three are
 * written and then committed from below, the city last: a load that is killed leaves what was there before, or what the next one
 * completes. Loading twice changes nothing. A unit that left the code list stays as a tombstone, with its successor.
 */
export async function loadDivisions({ pools, divisions, residents }: DivisionsLoad): Promise<DivisionsLoaded> {
  return inTransaction(pools.city, async (city) =>
    inTransaction(pools.borough, async (borough) =>
      inTransaction(pools.community, async (community) => {
        for (const client of [city, borough, community]) await holdLoad(client, divisions.city.code)
        const changes = await findChanges(borough, divisions)
        return {
          city: await writeCity(city, divisions, residents),
          borough: (await writeRegister(borough, divisions, residents)) + (await recordChanges(borough, changes)),
          community: await openCommunities(community, divisions, changes),
        }
      }),
    ),
  )
}

/** Two loads of one city wait for each other; readers don't. */
async function holdLoad(client: ClientBase, cityCode: string): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('shequ:load'), hashtext($1))`, [cityCode])
}
