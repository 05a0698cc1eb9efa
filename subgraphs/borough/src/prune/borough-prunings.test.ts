import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '@shequ/process/log'
import type { Publication } from '@shequ/schema/publications/publication'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { startPruning } from '@shequ/subgraph/prune/prune'
import type { TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import type { Database } from '../database/open-database.js'
import { writePublications } from '../publications/write-publications.js'
import { openBoroughSubgraph } from '../testing/open-borough-subgraph.js'
import { boroughPrunings } from './borough-prunings.js'

const lane = '310101001001'
const garden = '310101002001'

let tier: TestSubgraph<Database>
beforeAll(async () => {
  tier = await openBoroughSubgraph(8)
})
afterAll(() => tier.close())

async function prune(): Promise<Readonly<Record<string, number>>> {
  const { pool } = tier.database
  const pruner = startPruning({ pool, prunings: boroughPrunings, log: createLog('test', 'silent') })
  const removed = await pruner.prune()
  await pruner.stop()
  return removed
}

test('of the ends of access logs all of a week stay, the first of each day of a year, and the last', async () => {
  await tier.sql(`
    insert into log_head select '${lane}', date_trunc('day', now(), 'UTC') - interval '1 day' * age + interval '1 hour' * hour,
        5000 - age * 10 + hour, sha256(''), 5000 - age * 10 + hour, sha256('')
      from unnest(array[2, 20, 399, 401, 500]) as age, generate_series(3, 5) as hour;
    insert into log_head values ('${garden}', date_trunc('hour', now(), 'UTC') - interval '900 days', 7, sha256(''), 7, sha256(''))`)
  await prune()
  expect(await tier.sql(`select community_code, sequence from log_head order by community_code, sequence`)).toEqual([
    { community_code: lane, sequence: 5000 - 3990 + 3 },
    { community_code: lane, sequence: 5000 - 200 + 3 },
    ...[3, 4, 5].map((hour) => ({ community_code: lane, sequence: 5000 - 20 + hour })),
    { community_code: garden, sequence: 7 },
  ])
})

const anyCentre = {
  ...({
    address: '1 Lane Road',
    status: 'ACTIVE',
    seats: 10,
    openingHours: [],
    consignments: null,
  } as const),
  latitude: null,
  longitude: null,
  telephone: null,
  website: null,
}

const centre = (version: number, isHere: boolean): Publication => ({
  community: lane,
  kind: 'CENTRE',
  id: '00000000-0000-4000-8000-000000000001',
  version,
  record: isHere ? { name: `Centre ${version}`, ...anyCentre } : null,
})
const publish = (publication: Publication) =>
  sqlTransaction(tier.database.pool, (sql) => writePublications(sql, [publication]), [lane])
const versions = () => tier.sql('select version::int, withdrawn_at is not null as withdrawn from publication')

test('that a record was withdrawn is forgotten after a month, told for a year, and of one that is here nothing is', async () => {
  expect(await publish(centre(5, true))).toBe(1)
  await tier.sql(`update publication set withdrawn_at = null`)
  expect(await prune()).toMatchObject({ publication: 0 })
  expect(await publish(centre(6, false))).toBe(1)
  expect(await publish(centre(5, true))).toBe(0)
  await tier.sql(`update publication set withdrawn_at = now() - interval '29 days'`)
  expect(await prune()).toMatchObject({ publication: 0 })
  expect(await versions()).toEqual([{ version: 6, withdrawn: true }])
  await tier.sql(`update publication set withdrawn_at = now() - interval '31 days'`)
  expect(await prune()).toMatchObject({ publication: 1 })
  const told = () => tier.sql('select id from catalogue_withdrawal')
  await tier.sql(`update catalogue_withdrawal set withdrawn_at = now() - interval '399 days'`)
  expect([await prune(), await told()]).toMatchObject([{ catalogue_withdrawal: 0 }, [{ id: centre(6, false).id }]])
  await tier.sql(`update catalogue_withdrawal set withdrawn_at = now() - interval '401 days'`)
  expect([await prune(), await told()]).toMatchObject([{ catalogue_withdrawal: 1 }, []])
  expect(await publish(centre(7, true))).toBe(1)
  expect(await versions()).toEqual([{ version: 7, withdrawn: false }])
})

test('invitations and idempotency keys go when nobody can use them', async () => {
  await tier.sql(`
    insert into node_invitation (digest, community_code, until)
      select sha256(age::text::bytea), '${lane}', now() - interval '1 day' * age from unnest(array[-2, 29, 31]) as age;
    insert into idempotency_key (owner, key, operation, digest, result, created_at)
      select '310101000000', 'key-' || age, 'allocate', '', '""', now() - interval '1 day' * age from unnest(array[29, 31]) as age`)
  expect(await prune()).toMatchObject({ node_invitation: 1, idempotency_key: 1 })
})

test('one table that can not be pruned holds up no other', async () => {
  await tier.sql(`
    insert into idempotency_key (owner, key, operation, digest, result, created_at) values ('310101000000', 'old-key', 'allocate', '', '""', now() - interval '99 days');
    create function refuse() returns trigger language plpgsql as $$ begin raise 'disk on fire'; end $$;
    create trigger refuse before delete on idempotency_key for each statement execute function refuse();
    insert into node_invitation (digest, community_code, until) values (sha256('x'), '${lane}', now() - interval '99 days')`)
  expect(await prune()).toMatchObject({ idempotency_key: 0, node_invitation: 1 })
})
