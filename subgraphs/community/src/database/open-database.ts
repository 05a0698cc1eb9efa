import { PrismaPg } from '@prisma/adapter-pg'
import { openTierDatabase, type TierDatabase, type TierTransaction } from '@shequ/subgraph/database/open-tier-database'
import { type Prisma, PrismaClient } from '../generated/prisma/client.js'

/** The community tier's database. */
export type Database = TierDatabase<Prisma.TransactionClient>

/** A transaction of a write to it. */
export type Transaction = TierTransaction<Prisma.TransactionClient>

/** Opens the database. No connection is made before the first statement. */
export function openDatabase(url: string): Database {
  return openTierDatabase('community', url, (pool) => new PrismaClient({ adapter: new PrismaPg(pool) }))
}
