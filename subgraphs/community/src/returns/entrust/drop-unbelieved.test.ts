import { afterAll, beforeAll, expect, test } from 'vitest'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { NodeStatus } from '@shequ/schema/nodes/node-status'
import { sqlOn } from '@shequ/subgraph/database/sql-transaction'
import { writePlace } from '../../node/place/change-place.js'
import { type TestSubgraph, openCommunitySubgraph } from '../../testing/open-community-subgraph.js'
import { closePeriods } from '../close/close-periods.js'
import { dropUnbelieved } from './drop-unbelieved.js'

const city = '310000000000'
/** The day after a month, on which counts of it may still come. */
const now = new Date('2025-07-01T02:00:00Z')

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
afterAll(() => subgraph.close())

const register = (statuses: ReadonlyMap<string, NodeStatus>) => ({
  find: (community: string) => {
    const status = statuses.get(community)
    return Promise.resolve(status && { status, epoch: 1, keys: [] })
  },
  abandon: () => Promise.resolve(),
})

async function entrust(community: string): Promise<void> {
  await writePlace(sqlOn(subgraph.owner), community, { state: 'AWAY', epoch: 1 })
  await subgraph.sql(
    `insert into entrusted_community (community_code, until, levels, signed_at) values ($1, '2027-12-31', $2::sharing_level[], $3)`,
    community,
    measuredDatasets.map(() => 'PUBLIC'),
    now,
  )
  await subgraph.sql(
    `insert into entrusted_count (community_code, period, counted) values ($1, '2025-05', '{}')`,
    community,
  )
}

const entrusting = async () =>
  (
    await subgraph.sql<{ code: string }>(
      `select community_code as code from entrusted_community union select community_code from entrusted_count order by 1`,
    )
  ).map(({ code }) => code)

test('counts of nodes that are not believed are forgotten, and no period waits for more of them', async () => {
  const communities = Array.from({ length: 25 }, (_, index) => `3101160010${String(index + 1).padStart(2, '0')}`)
  const [revoked = '', believed = '', leaving = '', rejoining = ''] = communities
  for (const community of communities) await entrust(community)
  const statuses = new Map<string, NodeStatus>([
    [revoked, 'REVOKED'],
    [believed, 'ACTIVE'],
    [leaving, 'LEAVING'],
    [rejoining, 'JOINING'],
  ])
  const waited: string[][] = []
  const close = () =>
    closePeriods({
      pool: subgraph.pool,
      city,
      now,
      only: () => false,
      wait: (_period, awaited) => waited.push([...awaited]),
    })
  const drop = dropUnbelieved(subgraph.pool, register(statuses))

  await close()
  expect(waited.at(-1)).toEqual(communities)
  const dropped = [await drop(), await drop(), await drop()]
  expect(dropped.flat()).toEqual(communities.filter((code) => code === revoked || !statuses.has(code)))
  expect(dropped[0]).toHaveLength(7)
  expect(await entrusting()).toEqual([believed, leaving, rejoining])
  await close()
  expect(waited.at(-1)).toEqual([believed, leaving, rejoining])

  // Once round, it begins anew.
  statuses.set(believed, 'REVOKED')
  expect(await drop()).toEqual([believed])
})
