import { everyOwner } from '@shequ/postgres/write-owners'
import { newKeyRing, withoutOldKeys } from '@shequ/process/keys/wrapping/key-ring'
import { type KeyWrapping, wrapByFile } from '@shequ/process/keys/wrapping/key-wrapping'
import { readRing, replaceRing } from '@shequ/process/keys/wrapping/ring-file'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Pool } from 'pg'
import { writeWrapped } from './wrap-plain-keys.js'

/** The advisory lock of whoever rotates: two at once would each put a key of its own into the file. */
const lock = 7_102_301

/** How many keys are wrapped anew in one transaction. */
const batch = 500

export interface RotateKeys {
  /** Connections as the owner of the tables. */
  readonly pool: Pool
  readonly file: string
  /** Told how many keys are to be wrapped anew, and of each part of them. */
  readonly begin?: (keys: number) => void
  readonly advance?: (keys: number) => void
}

/**
 * Puts new keys into a file and wraps with them whatever the keys before wrapped; then the file forgets those. Servers that run
 * meanwhile follow the file. Interrupted anywhere, it goes on where it stopped.
 *
 * @returns the id of the wrapping key that is in use now
 * @throws {Error} when another rotation is under way
 */
export async function rotateKeys(options: RotateKeys): Promise<string> {
  const client = await options.pool.connect()
  try {
    const { rows } = await client.query<{ isMine: boolean }>('select pg_try_advisory_lock($1) as "isMine"', [lock])
    if (rows[0]?.isMine !== true) throw new Error('Expected no rotation under way, but there is one. Wait for its end.')
    return await rotate(options)
  } finally {
    // The lock is the connection's, and ends with it.
    client.release(true)
  }
}

async function rotate({ pool, file, begin, advance }: RotateKeys): Promise<string> {
  const before = await readRing(file)
  // More than one is what a rotation left that was interrupted: it is brought to its end.
  const ring = before.wrapping.length > 1 ? before : await newKeyRing(before)
  if (ring !== before) await replaceRing(file, ring)
  const {
    wrapping: [{ kid }],
  } = ring
  const keys = wrapByFile(file)
  begin?.(await sqlTransaction(pool, (sql) => countOthers(sql, kid)))
  for (;;) {
    const count = await sqlTransaction(pool, (sql) => wrapSomeAnew(sql, keys, kid), everyOwner)
    advance?.(count)
    if (count === 0 && (await sqlTransaction(pool, (sql) => forgetOthers(sql, file, kid)))) return kid
  }
}

async function wrapSomeAnew(sql: TransactionSql, keys: KeyWrapping, kid: string): Promise<number> {
  const rows = await sql<{ community: string; wrapped: string }>(
    `select community_code as community, wrapped from pseudonym_key where wrapped_by <> $1
     order by community_code limit ${batch} for update`,
    kid,
  )
  await writeWrapped(
    sql,
    await Promise.all(
      rows.map(async ({ community, wrapped }) => ({
        community,
        ...(await keys.wrapKey(await keys.unwrapKey(wrapped, community), community)),
      })),
    ),
  )
  return rows.length
}

/** Takes the other keys out of the file, unless a server has wrapped with one of them meanwhile: none does while the table is locked. */
async function forgetOthers(sql: TransactionSql, file: string, kid: string): Promise<boolean> {
  await sql('lock table pseudonym_key in share row exclusive mode')
  if ((await countOthers(sql, kid)) > 0) return false
  await replaceRing(file, withoutOldKeys(await readRing(file)))
  return true
}

async function countOthers(sql: TransactionSql, kid: string): Promise<number> {
  const [row] = await sql<{ count: number }>(
    'select count(*)::int as count from pseudonym_key where wrapped_by <> $1',
    kid,
  )
  return row?.count ?? 0
}
