import { setTimeout as pause } from 'node:timers/promises'
import { writeOwnersSetting, writeOwnersValue } from '@shequ/postgres/write-owners'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Database } from './open-database.js'
import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'
import type { Places } from '../node/place/places.js'
import { stateOn } from '../node/place/server.js'

/** How long a write waits for a move to end before it is refused, in milliseconds: less than a gateway waits for a node. And how often it looks. */
export const longestWait = 1_500
export const everyWait = 50

/** The records are on their way to another server at this moment; thrown inside a write, which did nothing then. */
class StillLeaving extends Error {}

/**
 * The database for writes of one community: each writes rows of this one alone, and holds its place, so that no move begins before it
 * ends, and is done only while the records are here. While they are being moved, it waits for a short while.
 *
 * @throws {HubError} MOVING while the records are moved, MOVED when another server has them. Nothing was done then.
 */
export function heldFor(community: string, database: Database): Database {
  const { places } = database
  return {
    ...database,
    write: (work) =>
      whenHere(community, () =>
        database.write(async (transaction) => {
          await holdPlace(transaction.sql, places, community)
          return work(transaction)
        }),
      ),
    writeSql: (work) =>
      whenHere(community, () =>
        database.writeSql(async (sql) => {
          await holdPlace(sql, places, community)
          return work(sql)
        }),
      ),
  }
}

async function holdPlace(sql: TransactionSql, places: Places, community: string): Promise<void> {
  const [held] = await sql<{ state: PlaceState | null }>(
    `select hold_place($1)::text as state, set_config('${writeOwnersSetting}', $2, true)`,
    community,
    writeOwnersValue([community]),
  )
  const state = stateOn(places.server, community, held?.state)
  if (state === 'LEAVING') throw new StillLeaving()
  if (state !== 'HERE') throw places.refuse(community)
}

async function whenHere<Result>(community: string, write: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + longestWait
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (!(error instanceof StillLeaving)) throw error
    }
    if (performance.now() >= deadline) {
      throw new HubError(
        'MOVING',
        {
          en: `The records of ${community} are moving to another server and take no writes for a moment. Nothing was done: ask again.`,
          zh: `${community} 的记录正在迁往另一台服务器，暂时不接受写入。没有执行任何操作：请再次发送。`,
        },
        { community },
      )
    }
    await pause(everyWait)
  }
}
