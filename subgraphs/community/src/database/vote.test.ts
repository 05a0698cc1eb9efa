import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { now, recordId, recordUuid } from '../testing/fixtures.js'
import { type Office, officeAt } from '../testing/office.js'
import { type TestSubgraph, openCommunitySubgraph } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
let office: Office
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  office = officeAt(subgraph)
})
afterAll(() => subgraph.close())
beforeEach(() => subgraph.setNow(now))

const whole = 'status outcome tally { yes no abstained }'
const vote = (proposal: string, resident: string, choice = 'YES') =>
  office.attempt('vote', { proposal, resident, choice }, `proposal { ${whole} }`)
const open = () =>
  office.make('openProposal', {
    title: 'A tree',
    text: 'By the gate.',
    openedOn: '2025-07-01',
    votingUntil: '2025-07-02',
  })
const hidden = { status: 'OPEN', outcome: null, tally: null }

test('a vote counts, and tells nothing while voting is open', async () => {
  const proposal = await open()
  expect(await vote(proposal, 'a')).toEqual({ answer: { proposal: hidden } })
  expect(await vote(proposal, 'b', 'NO')).toEqual({ answer: { proposal: hidden } })
})

test('a vote counts once a voter, also of twenty at once', async () => {
  const proposal = await open()
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) => vote(proposal, 'a', index % 2 === 0 ? 'YES' : 'NO')),
  )
  const codes = outcomes.map((outcome) => ('code' in outcome ? outcome.code : 'counted')).sort()
  expect(codes).toEqual([...Array.from({ length: 19 }, () => 'CONFLICT'), 'counted'])
  expect(await subgraph.sql('select count(*)::int as n from vote where proposal_id = $1', proposal.slice(13))).toEqual([
    { n: 1 },
  ])
})

describe('voting days are days in China', () => {
  test.each([
    ['2025-06-30T15:59:59Z', 'CLOSED'],
    ['2025-06-30T16:00:00Z', 'counted'],
    ['2025-07-02T15:59:59Z', 'counted'],
    ['2025-07-02T16:00:00Z', 'CLOSED'],
  ])('%s: %s', async (moment, expected) => {
    const proposal = await open()
    subgraph.setNow(new Date(moment))
    const outcome = await vote(proposal, 'a')
    expect('code' in outcome ? outcome.code : 'counted').toBe(expected)
  })
})

describe('closing decides', () => {
  test.each([
    [{ YES: 7, NO: 4, ABSTAIN: 0 }, 'ACCEPTED', { yes: 7, no: 4, abstained: 0 }],
    [{ YES: 5, NO: 5, ABSTAIN: 1 }, 'REJECTED', { yes: 5, no: 5, abstained: 1 }],
    [{ YES: 2, NO: 1, ABSTAIN: 9 }, 'ACCEPTED', { yes: 2, no: 1, abstained: 9 }],
    [{ YES: 6, NO: 4, ABSTAIN: 0 }, 'ACCEPTED', { yes: 6, no: 4, abstained: 0 }],
    [{ YES: 0, NO: 0, ABSTAIN: 0 }, 'REJECTED', { yes: 0, no: 0, abstained: 0 }],
  ])('%j: %s', async (votes, outcome, tally) => {
    const proposal = await open()
    const choices = Object.entries(votes).flatMap(([choice, count]) => Array.from({ length: count }, () => choice))
    await Promise.all(choices.map((choice, index) => vote(proposal, `card-${index}`, choice)))
    expect(await office.write('closeProposal', { proposal }, whole)).toEqual({ status: 'CLOSED', outcome, tally })
    expect(await vote(proposal, 'late')).toMatchObject({ code: 'CLOSED' })
  })

  test('votes that come while it closes are counted or refused, never lost', async () => {
    const proposal = await open()
    const [outcomes] = await Promise.all([
      Promise.all(Array.from({ length: 60 }, (_, index) => vote(proposal, `card-${index}`))),
      office.write('closeProposal', { proposal }, 'status'),
    ])
    const counted = outcomes.filter((outcome) => 'answer' in outcome).length
    const codes = new Set(outcomes.flatMap((outcome) => ('code' in outcome ? [outcome.code] : ['counted'])))
    expect([...codes].filter((code) => code !== 'counted' && code !== 'CLOSED')).toEqual([])
    expect(
      await subgraph.sql('select count(*)::int as n from vote where proposal_id = $1', proposal.slice(13)),
    ).toEqual([{ n: counted }])
  })

  test('five who close it at once: one does', async () => {
    const proposal = await open()
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => office.attempt('closeProposal', { proposal }, 'status')),
    )
    expect(outcomes.filter((outcome) => 'answer' in outcome)).toHaveLength(1)
  })
})

test('nobody’s record says who voted how', async () => {
  await vote(recordId('proposal', 1), 'card-of-somebody')
  const rows = await subgraph.sql('select vote::text from vote where proposal_id = $1', recordUuid('proposal', 1))
  expect(JSON.stringify(rows)).not.toContain('somebody')
})
