import { afterAll, beforeAll, expect, test } from 'vitest'
import { creditCode } from '../testing/fixtures.js'
import { type Office, officeAt } from '../testing/office.js'
import { type TestSubgraph, openCommunitySubgraph } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
let office: Office
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  office = officeAt(subgraph)
})
afterAll(() => subgraph.close())

test('of ten organisations that are promised a centre for the same days at once, one has it', async () => {
  const educationCentre = await office.make('openEducationCentre', {
    name: 'Hall',
    address: '1 Lane Road',
    openedOn: '2025-01-01',
    seats: 10,
  })
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      office.attempt(
        'consignCentre',
        {
          educationCentre,
          operator: creditCode,
          purpose: 'To teach.',
          startsOn: `2026-01-${10 + index}`,
          endsOn: '2026-12-31',
        },
        'startsOn',
      ),
    ),
  )
  const codes = outcomes.map((outcome) => ('code' in outcome ? outcome.code : 'agreed')).sort()
  expect(codes).toEqual([...Array.from({ length: 9 }, () => 'CONFLICT'), 'agreed'])
})
