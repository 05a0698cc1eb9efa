import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicationsCargo } from '@shequ/community/publications/publications-cargo'
import { everyOwner } from '@shequ/postgres/write-owners'
import { withClient } from '@shequ/postgres/with-client'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { claimQueued, putOff, removeSent } from '@shequ/subgraph/relay/outbox'
import { returnsCargo } from '@shequ/subgraph/relay/returns-cargo'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { type ReturnTiers, openReturnTiers } from '../helpers/return-tiers.js'

let tiers: ReturnTiers
beforeAll(async () => {
  tiers = await openReturnTiers(4)
}, 60_000)
afterAll(() => tiers.close())

const queues = {
  returns: (owner: string) =>
    `insert into return_outbox (division_code, period, version) select ${owner}, n::text, 1 from generate_series(1, $1) n`,
  publications: (owner: string) =>
    `insert into catalogue_outbox (community_code, kind, id, version) select ${owner}, 'CENTRE', gen_random_uuid(), 1 from generate_series(1, $1) n`,
} as const
const owners = { 'of many owners': "'3101' || (n % 5000)", 'of one owner': "'310101001001'" } as const
const cargos = { returns: returnsCargo, publications: publicationsCargo } as const
const limit = 2_000

interface Plan {
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
}

/** As the relay works: for all owners. */
const onQueue = <Result>(work: (sql: TransactionSql) => Promise<Result>) =>
  sqlTransaction(tiers.pools.community, work, everyOwner)

/** How many pages the statements of some work read. Each is run as what it is, and explained. */
async function pagesOf(work: (sql: TransactionSql) => Promise<unknown>): Promise<number> {
  let pages = 0
  await onQueue(async (sql) => {
    await work(async <Row>(text: string, ...values: unknown[]) => {
      const [explained] = await sql<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `explain (analyze, buffers, timing off, format json) ${text}`,
        ...values,
      )
      const plan = explained?.['QUERY PLAN'][0].Plan
      pages += (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0)
      return [] as Row[]
    })
    await sql('select 1')
  })
  return pages
}

/** Cleans a queue while much is queued in it, as PostgreSQL does by itself. It then believes that next to nothing is queued. */
const vacuum = (table: string) =>
  withClient(tiers.databases.community.ownerUrl, (owner) => owner.query(`vacuum analyze ${table}`))

/** What one round with a batch costs in a queue of so many: taking it on, taking it out, putting it off; and taking on what is not due, too. */
async function costOf(
  cargo: keyof typeof queues,
  owning: keyof typeof owners,
  queued: number,
  meanwhile: (table: string) => Promise<unknown>,
) {
  const { outbox } = cargos[cargo]
  await withClient(tiers.databases.community.ownerUrl, (owner) => owner.query(`truncate ${outbox.table}`))
  await onQueue(async (sql) => {
    await sql(queues[cargo](owners[owning]), queued)
    await meanwhile(outbox.table)
  })
  const claim = { after: 0, limit, lease: 60_000, evenIfNotDue: false }
  const taken = await onQueue((sql) => claimQueued(sql, outbox, claim))
  expect(taken).toHaveLength(limit)
  return {
    putOff: await pagesOf((sql) => putOff(sql, outbox, taken, 60_000)),
    all: await pagesOf((sql) => claimQueued(sql, outbox, { ...claim, evenIfNotDue: true })),
    remove: await pagesOf((sql) => removeSent(sql, outbox, taken)),
    claim: await pagesOf((sql) => claimQueued(sql, outbox, { ...claim, after: taken.at(-1)?.sequence ?? 0 })),
  }
}

const quiet = () => Promise.resolve()

test.each([
  ['returns', 'of many owners', '', quiet],
  ['returns', 'of one owner', '', quiet],
  ['publications', 'of many owners', '', quiet],
  ['publications', 'of one owner', '', quiet],
  ['returns', 'of many owners', ' that was vacuumed while it grew', vacuum],
  ['publications', 'of one owner', ' that was vacuumed while it grew', vacuum],
] as const)(
  'a batch of %s %s costs the same in a queue of 100,000 as in one of 5,000%s',
  async (cargo, owner, _how, meanwhile) => {
    const small = await costOf(cargo, owner, 5_000, quiet)
    const large = await costOf(cargo, owner, 100_000, meanwhile)
    for (const step of ['claim', 'all', 'remove', 'putOff'] as const)
      expect([step, large[step] <= 1.6 * small[step] + 100]).toEqual([step, true])
    expect(large.claim).toBeLessThan(25 * limit)
  },
  30_000,
)
