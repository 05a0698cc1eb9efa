import { afterAll, beforeAll, expect, test } from 'vitest'
import { everyOwner } from '@shequ/postgres/write-owners'
import { dominatedCounts, type MoneyContribution } from '@shequ/disclosure'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { type EmptyDatabase, openEmptyDatabase } from '../testing/open-empty-database.js'
import { countPeriods } from './count-periods.js'

let database: EmptyDatabase
beforeAll(async () => {
  database = await openEmptyDatabase()
})
afterAll(() => database.close())

const code = '310101002001'
const organisations = ['91310000MA1FL0AA0X', '52310000MJ495A0B1C', '53310000MJ495A0D2E']

/** Who stands behind the gifts of a month: of organisations, each of its own, and of residents. */
function behind(
  ofOrganisations: readonly number[],
  ofResidents: readonly number[],
): Promise<MoneyContribution | undefined> {
  return sqlTransaction(
    database.pool,
    async (sql) => {
      await sql('delete from ledger_entry')
      await sql('delete from donation')
      await sql('insert into community (community_code) values ($1) on conflict do nothing', code)
      const gifts = [
        ...ofOrganisations.map((amount, place) => ({ amount, organisation: organisations[place] ?? null })),
        ...ofResidents.map((amount) => ({ amount, organisation: null })),
      ]
      for (const { amount, organisation } of gifts) {
        await sql(
          `with gift as (insert into donation (community_code, title, award_date, amount_awarded, funding_organisation_code)
             values ($1, 'A gift', '2025-03-05', $2, $3) returning id)
           insert into ledger_entry (community_code, booked_on, debit, credit, amount, subject, donation_id)
             select $1, '2025-03-05', 'CASH', 'DONATIONS', $2, 'A gift', id from gift`,
          code,
          amount,
          organisation,
        )
      }
      const counted = await countPeriods(sql, ['2025-03'], [code])
      return counted
        .get('2025-03')
        ?.contributions.get(code)
        ?.find(({ count }) => count === 'donations')
    },
    everyOwner,
  )
}

const hidden = (contribution: MoneyContribution | undefined) =>
  dominatedCounts(contribution && [contribution]).includes(baseCountNames.indexOf('donations'))

test('gifts of organisations are listed, so that residents are not hidden among them', async () => {
  expect(await behind([300, 300, 300], [20])).toEqual({ count: 'donations', contributors: 1, largestTwo: 1 })
  expect(hidden(await behind([300, 300, 300], [20]))).toBe(true)
  expect(hidden(await behind([300, 300, 300], [90, 5, 5]))).toBe(true)
  expect(hidden(await behind([300, 300, 300], [40, 30, 30]))).toBe(false)
})

test('gifts of organisations alone are held to the rule by themselves, as those of residents are', async () => {
  expect(hidden(await behind([300, 300, 300], []))).toBe(false)
  expect(hidden(await behind([300, 300], []))).toBe(true)
  expect(hidden(await behind([], [40, 30, 30]))).toBe(false)
  expect(hidden(await behind([], [90, 5, 5]))).toBe(true)
  expect(hidden(await behind([9_000, 10], [40, 30, 30]))).toBe(true)
})
