import { type KeyWrapping, withoutKeys } from '@shequ/process/keys/wrapping/key-wrapping'
import { PrismaPg } from '@prisma/adapter-pg'
import { openTierDatabase, type TierDatabase, type TierTransaction } from '@shequ/subgraph/database/open-tier-database'
import { type RefusalCounter, openRefusalCounter } from '../access/record/refusal-counter.js'
import { type Prisma, PrismaClient } from '../generated/prisma/client.js'
import { type Places, openPlaces } from '../node/place/places.js'
import { type Server, hosted } from '../node/place/server.js'

/** The community tier's database, and for whom the server on it answers. */
export interface Database extends TierDatabase<Prisma.TransactionClient> {
  readonly places: Places
  /** By which the keys of pseudonyms are wrapped. */
  readonly keys: KeyWrapping
  readonly refusals: RefusalCounter
}

/** A transaction of a write to it. */
export type Transaction = TierTransaction<Prisma.TransactionClient>

/** Opens the database, of the hosted server unless something else is said, and for reading alone unless there are keys. No connection is made before the first statement. */
export function openDatabase(url: string, server: Server = hosted, keys: KeyWrapping = withoutKeys): Database {
  const database = openTierDatabase('community', url, (pool) => new PrismaClient({ adapter: new PrismaPg(pool) }))
  const places = openPlaces(url, server)
  const refusals = openRefusalCounter(database.pool)
  return {
    ...database,
    places,
    keys,
    refusals,
    close: async () => {
      await refusals.close()
      await places.close()
      await database.close()
    },
  }
}
