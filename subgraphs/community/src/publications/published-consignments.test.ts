import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { creditCode, garden, harbour, lane, otherCreditCode, recordUuid } from '../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph } from '../testing/open-community-subgraph.js'
import { readPublished } from './read-published.js'

let tier: TestSubgraph
beforeAll(async () => {
  tier = await openCommunitySubgraph()
})
afterAll(() => tier.close())
beforeEach(() => tier.sql('delete from catalogue_outbox'))

const centre = recordUuid('centre', 1)
const consignment = recordUuid('consignment', 2)

/** What waits to be told: of each centre the community and its id. */
const queued = () =>
  tier.sql<{ community: string; id: string }>(
    "select community_code as community, id::text from catalogue_outbox where kind = 'CENTRE' order by 1, 2",
  )

async function published(id: string, community = lane): Promise<unknown> {
  const rows = await sqlTransaction(tier.pool, (sql) => readPublished(sql, [{ community, kind: 'CENTRE', id }]))
  return rows.map(({ record }) => ('consignments' in record ? record.consignments : undefined))
}

test('a centre is published with its consignments, latest first, and with none where it has none', async () => {
  const term = { operator: creditCode, endedOn: null }
  expect(await published(centre)).toEqual([
    [
      { ...term, id: consignment, startsOn: '2025-01-01', endsOn: '2026-12-31' },
      { ...term, id: recordUuid('consignment', 1), startsOn: '2024-01-01', endsOn: '2024-12-31' },
    ],
  ])
  const [library] = await tier.sql<{ id: string }>(
    `insert into education_centre (community_code, name, address, opened_on, seats)
     values ('${lane}', 'Library', '9 Lane Road', '2025-01-01', 5) returning id::text`,
  )
  expect(await published(library?.id ?? '')).toEqual([[]])
})

const other = { centre: recordUuid('centre', 1, garden), consignment: recordUuid('consignment', 2, garden) }

test.each([
  [
    'made',
    `insert into consignment (community_code, education_centre_id, operator_credit_code, purpose, starts_on, ends_on)
     values ('${garden}', '${other.centre}', '${otherCreditCode}', 'Choirs.', '2028-01-01', '2028-12-31')`,
  ],
  [
    'ended',
    `update consignment set ended_on = '2025-06-30' where community_code = '${garden}' and id = '${other.consignment}'`,
  ],
  [
    'removed',
    `update consignment set removed_at = now() where community_code = '${garden}' and id = '${other.consignment}'`,
  ],
])('a consignment that is %s queues its centre, and no other', async (_what, statement) => {
  const before = await published(other.centre, garden)
  await tier.sql(statement)
  expect(await queued()).toEqual([{ community: garden, id: other.centre }])
  expect(await published(other.centre, garden)).not.toEqual(before)
})

test('consignments that change together queue each of their centres once', async () => {
  await tier.sql("update consignment set purpose = 'To teach.'")
  const each = [lane, garden, harbour].flatMap((community) =>
    [1, 2].map((n) => ({ community, id: recordUuid('centre', n, community) })),
  )
  expect(await queued()).toEqual(each)
})

test('what a community does not make public is not published', async () => {
  const hall = recordUuid('centre', 1, harbour)
  expect(await published(hall, harbour)).toHaveLength(1)
  await tier.sql("update sharing_rule set level = 'CITY' where community_code = $1 and dataset = 'CENTRES'", harbour)
  expect(await published(hall, harbour)).toEqual([])
})
