import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { type Viewer, anonymous } from '@shequ/schema/viewer'
import { garden, lane } from '../testing/fixtures.js'
import { officeAt } from '../testing/office.js'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
afterAll(() => subgraph.close())

const accounts = ['CASH', 'DONATIONS', 'FEES', 'OWN_INCOME', 'ALLOCATION', 'LEARNING', 'FACILITIES', 'OPERATION']
const account = fc.constantFrom(...accounts)
const cents = fc.bigInt({ min: 0n, max: 99_999_999_999_999n })
const community = fc.constantFrom(lane, garden)
const operation = fc.oneof(
  fc.record({ community, cents }),
  fc.record({ community, cents, debit: account, credit: account }),
)

const toMoney = (amount: bigint) => `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`
const toCents = (money: string) => BigInt(money.replace('.', ''))

/** The balances of both ledgers as the graph tells them to their offices or others, in cents. */
async function balances(viewerFor: (code: string) => Viewer = viewerOf): Promise<Map<string, bigint>> {
  const ledgers = await Promise.all(
    [lane, garden].map(async (code) => {
      const { _entities } = await subgraph.read(
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { code ledger { accounts { account balance } } } } }',
        { of: [{ __typename: 'Community', code }] },
        viewerFor(code),
      )
      return _entities as unknown as { code: string; ledger: { accounts: { account: string; balance: string }[] } }[]
    }),
  )
  return new Map(
    ledgers
      .flat()
      .flatMap(({ code, ledger }) =>
        ledger.accounts.map(({ account, balance }) => [`${code} ${account}`, toCents(balance)] as const),
      ),
  )
}

const sumOf = (told: Map<string, bigint>, code: string) =>
  [...told].filter(([key]) => key.startsWith(code)).reduce((total, [, cents]) => total + cents, 0n)

test('balances are what was booked, and sum to zero, after any sequence of donations and entries', async () => {
  const expected = await balances()
  const book = (key: string, change: bigint) => expected.set(key, (expected.get(key) ?? 0n) + change)
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 8 }), async (operations) => {
      await Promise.all(
        operations.map(async ({ community, cents, ...entry }) => {
          const { debit, credit } = 'debit' in entry ? entry : { debit: 'CASH', credit: 'DONATIONS' }
          const office = officeAt(subgraph, community)
          const outcome =
            'debit' in entry
              ? await office.attempt(
                  'recordLedgerEntry',
                  { bookedOn: '2025-07-01', ...entry, amount: toMoney(cents), subject: 'Any' },
                  'id',
                )
              : await office.attempt(
                  'recordDonation',
                  { title: 'Any', awardDate: '2025-07-01', amountAwarded: toMoney(cents) },
                  'id',
                )
          const isSound = cents > 0n && debit !== credit
          expect('answer' in outcome ? 'booked' : outcome.code).toBe(isSound ? 'booked' : 'BAD_USER_INPUT')
          if (!isSound) return
          book(`${community} ${debit}`, cents)
          book(`${community} ${credit}`, -cents)
        }),
      )
      const actual = await balances()
      expect(actual).toEqual(expected)
      for (const code of [lane, garden]) {
        for (const told of [actual, await balances(() => anonymous)]) {
          expect(sumOf(told, code)).toBe(0n)
        }
      }
    }),
    { seed: 20250701, numRuns: 15 },
  )
})
