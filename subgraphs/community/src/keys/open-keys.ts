import { type KeyWrapping, wrapByFile } from '@shequ/process/keys/wrapping/key-wrapping'
import { createRing, findRing } from '@shequ/process/keys/wrapping/ring-file'
import { sqlOn } from '@shequ/subgraph/database/sql-transaction'
import type { Pool } from 'pg'
import { wrapPlainKeys } from './wrap-plain-keys.js'

/**
 * The keys of a file as what wraps the pseudonym keys of a database: the file is made for a database that has none wrapped yet, and
 * plain ones from before are wrapped.
 *
 * @param pool connections as the owner of the tables
 * @throws {Error} saying what is lost and what to do, when the file is not the one by which keys of the database were wrapped.
 */
export async function openKeys(pool: Pool, file: string, say: (line: string) => void): Promise<KeyWrapping> {
  const ring = await findRing(file)
  const known = ring?.wrapping.map(({ kid }) => kid) ?? []
  const missing = await findMissing(pool, known)
  if (missing.length > 0) throw lost(file, ring !== undefined, missing)
  if (ring === undefined) {
    await createRing(file)
    say(
      `Made the file of keys ${file}. Without it the pseudonyms of residents can't be told again: back it up, apart from the database.`,
    )
  }
  const keys = wrapByFile(file)
  const wrapped = await wrapPlainKeys(pool, keys)
  if (wrapped > 0) say(`Wrapped the pseudonym keys of ${wrapped} communities, which lay in the database as they were.`)
  return keys
}

interface Missing {
  readonly kid: string
  readonly communities: number
}

/** The keys by which keys of the database are wrapped, but for those that are known. Plain ones have none, and none is known at the first start. */
function findMissing(pool: Pool, known: readonly string[]): Promise<readonly Missing[]> {
  return sqlOn(pool)<Missing>(
    `select wrapped_by as kid, count(*)::int as communities from pseudonym_key
     where wrapped_by is not null and wrapped_by <> all($1::text[]) group by wrapped_by order by wrapped_by`,
    known,
  )
}

function lost(file: string, isThere: boolean, missing: readonly Missing[]): Error {
  const communities = missing.reduce((sum, { communities: count }) => sum + count, 0)
  const got = isThere ? 'other keys are in it' : 'there is no such file'
  return new Error(
    `Expected the keys ${missing.map(({ kid }) => kid).join(', ')} in ${file}, but ${got}. ` +
      `The pseudonym keys of ${communities} communities are wrapped with them: without them nobody who enrolled, voted or offered something there is known again. ` +
      `Put the file back from its backup, or set PSEUDONYM_KEY_FILE to where it is. Nothing was changed.`,
  )
}
