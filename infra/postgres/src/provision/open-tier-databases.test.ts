import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase } from '../testing/create-test-database.js'
import { withClient } from '../with-client.js'
import { openTierDatabases } from './open-tier-databases.js'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shequ-hub-tiers-'))
  // Or else, as root, the server's files would lie outside and outlive the test.
  await chmod(dataDir, 0o755)
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

test('gives the tiers without a server of their own one that it starts, and stops', async () => {
  const theirs = await createTestDatabase({ tier: 'borough' })
  const said: string[] = []
  const databases = await openTierDatabases({
    dataDir,
    wanted: ['city', 'borough'],
    ownUrls: { borough: theirs.url },
    say: (line) => said.push(line),
  })
  expect([...databases.urls.keys()].sort()).toEqual(['borough', 'city'])
  expect(databases.urls.get('borough')).toEqual({ ownerUrl: theirs.url, url: theirs.url })
  const city = databases.urls.get('city')?.url ?? ''
  await withClient(city, (client) => client.query('select 1'))
  await databases.stop()
  await expect(withClient(city, (client) => client.query('select 1'))).rejects.toThrow('ECONNREFUSED')
  expect((await readdir(join(dataDir, 'secrets'))).sort()).toEqual([
    'postgres-superuser',
    'shequ_city',
    'shequ_city_owner',
  ])
  expect(said.join()).not.toContain(new URL(city).password)
  await theirs.drop()
})
