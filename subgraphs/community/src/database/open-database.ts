import { PrismaPg } from '@prisma/adapter-pg'
import { openTierDatabase, type TierDatabase, type TierTransaction } from '@shequ/subgraph/database/open-tier-database'
import { type Prisma, PrismaClient } from '../generated/prisma/client.js'
import { type Places, openPlaces } from '../place/places.js'
import { type Residence, hosted } from '../place/residence.js'

/** The community tier's database, and for whom the server on it answers. */
export interface Database extends TierDatabase<Prisma.TransactionClient> {
  readonly places: Places
}

/** A transaction of a write to it. */
export type Transaction = TierTransaction<Prisma.TransactionClient>

/** Opens the database, of the hosted server unless something else is said. No connection is made before the first statement. */
export function openDatabase(url: string, residence: Residence = hosted): Database {
  const database = openTierDatabase('community', url, (pool) => new PrismaClient({ adapter: new PrismaPg(pool) }))
  const places = openPlaces(url, residence)
  return {
    ...database,
    places,
    close: async () => {
      await places.close()
      await database.close()
    },
  }
}
