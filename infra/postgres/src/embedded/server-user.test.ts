import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findServerUser } from './server-user.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shequ-hub-user-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function accounts(...lines: string[]): Promise<string> {
  const file = join(folder, 'passwd')
  await writeFile(file, ['root:x:0:0:root:/root:/bin/sh', ...lines, ''].join('\n'))
  return file
}

const nobody = 'nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin'
const postgres = 'postgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash'

test('an ordinary user runs the server itself', async () => {
  expect(await findServerUser(folder, 1000, await accounts(nobody))).toBeUndefined()
})

test('root hands it to postgres, for want of that to nobody', async () => {
  expect(await findServerUser('/none', 0, await accounts(nobody, postgres))).toEqual({
    name: 'postgres',
    uid: 101,
    gid: 104,
  })
  expect(await findServerUser('/none', 0, await accounts(nobody))).toEqual({ name: 'nobody', uid: 65_534, gid: 65_533 })
})

test('root without either is told what to do', async () => {
  await expect(findServerUser('/none', 0, await accounts())).rejects.toThrow('useradd --system postgres')
})

test('root runs a cluster as its owner, whom the machine may not know by name', async () => {
  const cluster = join(folder, 'cluster')
  await writeFile(cluster, '')
  const { uid } = await stat(cluster)
  const found = await findServerUser(cluster, 0, await accounts(postgres))
  expect(found?.uid).toBe(uid === 0 ? 101 : uid)
})
