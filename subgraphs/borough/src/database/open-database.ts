import { PrismaPg } from '@prisma/adapter-pg'
import {
  type CallDatabase as TierCallDatabase,
  openTierDatabase,
  type TierDatabase,
  type TierTransaction,
} from '@shequ/subgraph/database/open-tier-database'
import { type Prisma, PrismaClient } from '../generated/prisma/client.js'

/** The borough tier's tables, as the client knows them inside a transaction. */
export type Models = Prisma.TransactionClient

/** The borough tier's database. */
export type Database = TierDatabase<Models>

/** What a call does with it. */
export type CallDatabase = TierCallDatabase<Models>

/** A transaction of a write to it. */
export type Transaction = TierTransaction<Models>

/** Opens the database. No connection is made before the first statement. */
export function openDatabase(url: string): Database {
  return openTierDatabase('borough', url, (pool) => new PrismaClient({ adapter: new PrismaPg(pool) }))
}
