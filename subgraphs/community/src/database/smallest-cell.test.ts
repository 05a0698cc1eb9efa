import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostedCommunities } from '../returns/store/hosted-communities.js'
import { city, lane, recordId } from '../testing/fixtures.js'
import { type Office, officeAt } from '../testing/office.js'
import { type TestSubgraph, openCommunitySubgraph } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
let office: Office
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  office = officeAt(subgraph)
})
afterAll(() => subgraph.close())

const raise = (smallestCell: number | null) =>
  office.attempt('changeCharter', { smallestCell }, 'smallestCell smallestCellNextYear')

/** What the builder of returns takes for the smallest count of a period. */
async function inPeriod(period?: string): Promise<number | undefined> {
  const sql = <Row>(text: string, ...values: unknown[]) => subgraph.sql<Row & object>(text, ...values)
  return (await hostedCommunities(sql, city, period)).find(({ code }) => code === lane)?.smallestCell
}

test('a community raises the smallest count that it publishes, from next year on', async () => {
  expect(await raise(20)).toEqual({ answer: { smallestCell: 11, smallestCellNextYear: 20 } })
  for (const [period, smallest] of [
    ['2024', 11],
    ['2025-12', 11],
    ['2025-Q4', 11],
    ['2025', 11],
    ['2026-01', 20],
    ['2026', 20],
    ['2027-Q1', 20],
    [undefined, 20],
  ] as const)
    expect([period, await inPeriod(period)]).toEqual([period, smallest])
})

test('it can be raised again, but never lowered', async () => {
  expect(await raise(15)).toMatchObject({ code: 'BAD_USER_INPUT', details: { argument: 'smallestCell' } })
  expect(await raise(20)).toMatchObject({ answer: { smallestCellNextYear: 20 } })
  expect(await raise(25)).toMatchObject({ answer: { smallestCellNextYear: 25 } })
  subgraph.setNow(new Date('2025-12-31T16:00:00Z'))
  expect(await raise(24)).toMatchObject({ code: 'BAD_USER_INPUT' })
  expect(await raise(30)).toMatchObject({ answer: { smallestCell: 25, smallestCellNextYear: 30 } })
  expect([await inPeriod('2025-12'), await inPeriod('2026-12'), await inPeriod('2027')]).toEqual([11, 25, 30])
})

test.each([10, 0, -1, 1_001, null])('it is not to be %s', async (value) => {
  expect(await raise(value)).toMatchObject({ code: 'BAD_USER_INPUT' })
})

test('a vote is counted out as of the year in which it is read', async () => {
  const tally = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Proposal { tally { yes } } } }'
  const of = [{ __typename: 'Proposal', id: recordId('proposal', 2) }]
  subgraph.setNow(new Date('2025-07-01T02:00:00Z'))
  expect(await subgraph.read(tally, { of })).toEqual({ _entities: [{ tally: { yes: 7 } }] })
  subgraph.setNow(new Date('2026-07-01T02:00:00Z'))
  expect(await subgraph.read(tally, { of })).toEqual({ _entities: [{ tally: null }] })
})
