import { randomBytes } from 'node:crypto'
import { access, copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openPool } from '@shequ/postgres/open-pool'
import { createTestDatabase, type TestDatabase } from '@shequ/postgres/testing/create-test-database'
import { newKeyRing } from '@shequ/process/keys/wrapping/key-ring'
import { type KeyWrapping, wrapByFile } from '@shequ/process/keys/wrapping/key-wrapping'
import { createRing, readRing, replaceRing } from '@shequ/process/keys/wrapping/ring-file'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { Pool } from 'pg'
import { pseudonymOf } from '../database/pseudonym.js'
import { openKeys } from './open-keys.js'
import { rotateKeys } from './rotate-keys.js'
import { wrapPlainKeys } from './wrap-plain-keys.js'

let database: TestDatabase
let owner: Pool
let pool: Pool
let folder: string
let file: string
let count = 0
const said: string[] = []
const say = (line: string) => void said.push(line)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shequ-keys-'))
  database = await createTestDatabase({
    tier: 'community',
    migrations: fileURLToPath(new URL('../../prisma/migrations', import.meta.url)),
  })
  owner = openPool(database.ownerUrl)
  pool = openPool(database.url)
})
afterAll(async () => {
  await owner.end()
  await pool.end()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  await owner.query('truncate pseudonym_key')
  file = join(folder, `${count++}`, 'pseudonyms.jwks.json')
})

const code = (number: number) => String(310_101_000_000 + number)
const pseudonym = (keys: KeyWrapping, community: string) =>
  sqlTransaction(pool, (sql) => pseudonymOf(keys, sql, community, 'card-1'), [community])

async function kept(): Promise<{ plain: number; wrapped: number; by: string[] }> {
  const { rows } = await owner.query<{ plain: number; wrapped: number; by: string[] }>(
    `select count(key)::int as plain, count(wrapped)::int as wrapped, coalesce(array_agg(distinct wrapped_by), '{}') as by from pseudonym_key`,
  )
  return rows[0] ?? { plain: 0, wrapped: 0, by: [] }
}

/** Puts keys into the table as they lay there before they were wrapped. */
async function writePlain(keys: readonly Uint8Array[]): Promise<void> {
  await owner.query('alter table pseudonym_key drop constraint pseudonym_key_wrapped')
  await owner.query('insert into pseudonym_key (community_code, key) select * from unnest($1::text[], $2::bytea[])', [
    keys.map((_key, number) => code(number)),
    keys,
  ])
  await owner.query(
    'alter table pseudonym_key add constraint pseudonym_key_wrapped check (key is null and wrapped is not null and wrapped_by is not null) not valid',
  )
}

describe('keys from before they were wrapped', () => {
  test('are wrapped at the start, go on where that was broken off, and open as they were', async () => {
    const plain = Array.from({ length: 1_200 }, () => randomBytes(32))
    await writePlain(plain)
    await createRing(file)
    const keys = wrapByFile(file)
    let left = 700
    const dying: KeyWrapping = {
      ...keys,
      wrapKey: (key, of) => (left-- > 0 ? keys.wrapKey(key, of) : Promise.reject(new Error('killed'))),
    }
    await expect(wrapPlainKeys(owner, dying)).rejects.toThrow('killed')
    expect(await kept()).toMatchObject({ plain: 700, wrapped: 500 })
    said.length = 0
    const opened = await openKeys(owner, file, say)
    expect(said).toEqual(['Wrapped the pseudonym keys of 700 communities, which lay in the database as they were.'])
    expect(await kept()).toMatchObject({ plain: 0, wrapped: 1_200 })
    for (const number of [0, 499, 500, 1_199]) {
      const { rows } = await owner.query<{ wrapped: string }>(
        'select wrapped from pseudonym_key where community_code = $1',
        [code(number)],
      )
      expect(await opened.unwrapKey(rows[0]?.wrapped ?? '', code(number))).toEqual(new Uint8Array(plain[number] ?? []))
    }
  })

  test('are wrapped where there is no file of keys yet, and wrapped anew, by a role that row-level security restrains', async () => {
    await writePlain([randomBytes(32), randomBytes(32)])
    await openKeys(pool, file, say)
    const before = await kept()
    expect(before).toMatchObject({ plain: 0, wrapped: 2 })
    const kid = await rotateKeys({ pool, file })
    expect(await kept()).toEqual({ plain: 0, wrapped: 2, by: [kid] })
    expect(before.by).not.toEqual([kid])
  }, 20_000)

  test('are written no more', async () => {
    await expect(
      owner.query("insert into pseudonym_key (community_code, key) values ('310101000001', '\\x00')"),
    ).rejects.toThrow('pseudonym_key_wrapped')
  })
})

/** The message by which something is refused. */
const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'it was not',
    (error: Error) => error.message,
  )

describe('a file of keys', () => {
  test('that is lost, or another one, is said to be so, and none is made in its place', async () => {
    const keys = await openKeys(owner, file, say)
    const before = await pseudonym(keys, code(1))
    const {
      wrapping: [{ kid, k }],
    } = await readRing(file)
    const backup = `${file}.backup`
    await copyFile(file, backup)
    await rm(file)
    const lost = await refusalOf(openKeys(owner, file, say))
    expect(lost).toContain(`Expected the keys ${kid} in ${file}, but there is no such file`)
    expect(lost).toContain('of 1 communities')
    await expect(access(file)).rejects.toThrow('ENOENT')
    await replaceRing(file, await newKeyRing())
    const wrong = await refusalOf(openKeys(owner, file, say))
    expect(wrong).toContain(`Expected the keys ${kid} in ${file}, but other keys are in it`)
    await copyFile(backup, file)
    expect(await pseudonym(await openKeys(owner, file, say), code(1))).toBe(before)
    expect([...said, lost, wrong].join()).not.toContain(k)
  })

  test('is rotated while a server uses it: interrupted it goes on, pseudonyms stay, and the keys before are of no use', async () => {
    const server = await openKeys(owner, file, say)
    const before: string[] = []
    for (const number of [1, 2, 3]) before.push(await pseudonym(server, code(number)))
    const old = `${file}.old`
    await copyFile(file, old)
    const dead = rotateKeys({
      pool: owner,
      file,
      begin: () => {
        throw new Error('killed')
      },
    })
    await expect(dead).rejects.toThrow('killed')
    const begun = await readRing(file)
    expect(begun.wrapping).toHaveLength(2)
    before.push(await pseudonym(server, code(4)))
    const parts: number[] = []
    const both = await Promise.allSettled([
      rotateKeys({ pool: owner, file, begin: (keys) => parts.push(keys), advance: (keys) => parts.push(keys) }),
      rotateKeys({ pool: owner, file }),
    ])
    const ended = both.filter(({ status }) => status === 'fulfilled')
    expect(ended.length).toBeGreaterThan(0)
    const { wrapping } = await readRing(file)
    expect(wrapping).toHaveLength(1)
    expect(await kept()).toEqual({ plain: 0, wrapped: 4, by: [wrapping[0].kid] })
    const after: string[] = []
    for (const number of [1, 2, 3, 4]) after.push(await pseudonym(server, code(number)))
    expect(after).toEqual(before)
    const { rows } = await owner.query<{ wrapped: string; community: string }>(
      'select community_code as community, wrapped from pseudonym_key',
    )
    for (const { community, wrapped } of rows) {
      await expect(wrapByFile(old).unwrapKey(wrapped, community)).rejects.toThrow('it is not there')
    }
    expect(await readFile(file, 'utf8')).not.toContain(begun.wrapping[1]?.k ?? '-')
  })
})
