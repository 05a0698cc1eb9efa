import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Viewer, anonymous } from '@shequ/schema/viewer'
import {
  borough,
  city,
  creditCode,
  garden,
  lane,
  now,
  otherCreditCode,
  recordId,
  recordUuid,
} from '../testing/fixtures.js'
import { officeAt } from '../testing/office.js'
import { type Json, type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  const office = officeAt(subgraph)
  const term = {
    organisation: otherCreditCode,
    purpose: 'To thank those who gave.',
    from: '2025-07-01',
    until: '2025-12-31',
  }
  await office.make('grantAccess', {
    ...term,
    scopes: ['READ_DONATIONS', 'READ_LEDGER', 'READ_VOICES', 'READ_PROPOSALS'],
  })
})
afterAll(() => subgraph.close())

const office = viewerOf(lane)
/** All but the office, of whom some read what is not public. */
const others: readonly Viewer[] = [
  anonymous,
  viewerOf(garden),
  viewerOf(borough, 'borough-office'),
  viewerOf(city, 'city-office'),
  viewerOf(city, 'planner'),
  { ...viewerOf(city, 'ngo'), organisation: otherCreditCode },
]

async function read(
  selection: string,
  viewer: Viewer = anonymous,
  of: object = { __typename: 'Community', code: lane },
) {
  const { __typename } = of as { __typename: string }
  const { _entities } = await subgraph.read(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${__typename} { ${selection} } } }`,
    { of: [of] },
    viewer,
  )
  return (_entities as unknown as readonly (Json | null)[])[0]
}

describe('a tally', () => {
  const proposal = { __typename: 'Proposal', id: recordId('proposal', 3) }
  const countedAs = async (yes: number, no: number, abstained: number) => {
    await subgraph.sql('delete from vote where proposal_id = $1', recordUuid('proposal', 3))
    await subgraph.sql(
      `insert into vote (community_code, proposal_id, voter, choice)
       select $1, $2, gen_random_uuid(), choice::vote_choice
       from (values ('YES', $3::int), ('NO', $4::int), ('ABSTAIN', $5::int)) as cast_so (choice, votes), generate_series(1, votes)`,
      lane,
      recordUuid('proposal', 3),
      yes,
      no,
      abstained,
    )
  }

  test.each([
    [11, 0, 0, true],
    [8, 3, 0, true],
    [5, 3, 3, true],
    [10, 0, 0, false],
    [7, 3, 0, false],
    [10, 1, 0, false],
    [9, 2, 0, false],
    [20, 5, 1, false],
    [2, 20, 5, false],
    [0, 0, 0, false],
    [0, 0, 11, true],
  ])('of %i, %i and %i is told to all: %s', async (yes, no, abstained, isTold) => {
    await countedAs(yes, no, abstained)
    const outcome = yes > no ? 'ACCEPTED' : 'REJECTED'
    const tally = { yes, no, abstained }
    const asked = 'outcome tally { yes no abstained }'
    expect(await read(asked, office, proposal)).toEqual({ outcome, tally })
    for (const viewer of others)
      expect(await read(asked, viewer, proposal)).toEqual({ outcome, tally: isTold ? tally : null })
  })
})

describe('what residents gave and paid', () => {
  const gift = (day: string, amount: string, fundingOrganisation?: string) =>
    officeAt(subgraph).make('recordDonation', {
      title: 'Given',
      awardDate: day,
      amountAwarded: amount,
      fundingOrganisation,
    })

  test('stands in no list of donations but the office’s, and has no id for others', async () => {
    const list = 'donations { totalCount nodes { id amountAwarded } }'
    const given = { id: recordId('donation', 1), amountAwarded: '5000.00' }
    expect(await read(list, office)).toMatchObject({ donations: { totalCount: 2 } })
    const one = { __typename: 'Donation', id: recordId('donation', 2) }
    expect(await read('title', office, one)).toEqual({ title: 'Books' })
    for (const viewer of others) {
      expect(await read(list, viewer)).toEqual({ donations: { totalCount: 1, nodes: [given] } })
      expect(await read('title', viewer, one)).toBeNull()
    }
  })

  test('stands in no entry and no balance of the ledger but the office’s', async () => {
    const entry = { debit: 'CASH', bookedOn: '2025-06-30', subject: 'Booked by hand', amount: '30.00' }
    for (const credit of ['FEES', 'DONATIONS', 'OWN_INCOME'])
      await officeAt(subgraph).make('recordLedgerEntry', { ...entry, credit })
    const ledger =
      'ledger { accounts { account balance } entries { totalCount nodes { credit amount donation { id } } } }'
    expect(await read(ledger, office)).toMatchObject({ ledger: { entries: { totalCount: 6 } } })
    const one = { __typename: 'LedgerEntry', id: recordId('entry', 2) }
    expect(await read('amount', office, one)).toEqual({ amount: '120.50' })
    for (const viewer of others) {
      expect(await read('amount', viewer, one)).toBeNull()
      const told = (await read(ledger, viewer))?.['ledger']
      expect(told?.['entries']).toEqual({
        totalCount: 3,
        nodes: [
          { credit: 'OWN_INCOME', amount: '30.00', donation: null },
          { credit: 'CASH', amount: '1000.25', donation: null },
          { credit: 'DONATIONS', amount: '5000.00', donation: { id: recordId('donation', 1) } },
        ],
      })
      expect(told?.['accounts']).toEqual(
        expect.arrayContaining([
          { account: 'CASH', balance: '4029.75' },
          { account: 'DONATIONS', balance: '-5000.00' },
          { account: 'FEES', balance: '0.00' },
        ]),
      )
    }
  })

  test('is told in sums of a year that is over, of at least three gifts of which no two make nearly all', async () => {
    const sum = async (year: number, viewer: Viewer = anonymous) =>
      (await read(`donationsOfPersons(year: ${year})`, viewer))?.['donationsOfPersons']
    const told = async (year: number) => {
      const answers = await Promise.all(others.map((viewer) => sum(year, viewer)))
      expect(new Set(answers).size).toBe(1)
      return [await sum(year, office), answers[0]]
    }
    expect(await told(2023)).toEqual(['0.00', null])
    await gift('2023-01-01', '50.00')
    await gift('2023-12-31', '35.00')
    await gift('2023-06-01', '9000.00', creditCode)
    expect(await told(2023)).toEqual(['85.00', null])
    await gift('2023-05-01', '14.99')
    expect(await told(2023)).toEqual(['99.99', null])
    await gift('2023-05-02', '0.01')
    expect(await told(2023)).toEqual(['100.00', '100.00'])
    for (let n = 0; n < 4; n += 1) await gift('2025-02-01', '10.00')
    expect(await told(2025)).toEqual(['160.50', null])
    subgraph.setNow(new Date('2025-12-31T15:59:59Z'))
    expect(await sum(2025)).toBeNull()
    await gift('2025-12-31', '400.00')
    subgraph.setNow(new Date('2025-12-31T16:00:00Z'))
    expect(await told(2025)).toEqual(['560.50', null])
    for (let n = 0; n < 4; n += 1) await gift('2025-02-01', '20.00')
    expect(await told(2025)).toEqual(['640.50', '640.50'])
    subgraph.setNow(now)
    await expect(sum(1999)).rejects.toThrow('BAD_USER_INPUT')
  })
})

describe('a voice', () => {
  const moment = '2025-06-20T13:14:15.160Z'
  const day = '2025-06-19T16:00:00.000Z'
  let id: string
  beforeAll(async () => {
    subgraph.setNow(new Date(moment))
    id = await officeAt(subgraph).make('raiseVoice', { kind: 'NEED', serviceCode: 'TIMES', text: 'In confidence.' })
    subgraph.setNow(now)
  })
  const asked = 'requestedDatetime provenance { updatedAt }'
  interface Voices {
    readonly nodes: readonly { readonly id: string }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
  }
  const voicesOf = (community: Json | null | undefined) => (community as unknown as { voices: Voices }).voices

  test('is dated to the day for all but the office, wherever it is read', async () => {
    const exact = { requestedDatetime: moment, provenance: { updatedAt: moment } }
    const rough = { requestedDatetime: day, provenance: { updatedAt: day } }
    const list = `voices(first: 1) { nodes { ${asked} } pageInfo { endCursor } }`
    expect(await read(asked, office, { __typename: 'Voice', id })).toEqual(exact)
    expect(await read(list, office)).toMatchObject({ voices: { nodes: [exact] } })
    for (const viewer of others) {
      expect(await read(asked, viewer, { __typename: 'Voice', id })).toEqual(rough)
      const page = await read(list, viewer)
      expect(page).toMatchObject({ voices: { nodes: [rough] } })
      const { pageInfo } = voicesOf(page)
      expect(Buffer.from(pageInfo.endCursor, 'base64url').toString()).toContain('2025-06-19T16:00:00Z')
    }
  })

  test('is found by any moment of its day, and by none after', async () => {
    const since = async (from: string, viewer: Viewer) => {
      const page = await read(`voices(updatedSince: "${from}") { nodes { id } }`, viewer)
      return voicesOf(page).nodes.some((voice) => voice.id === id)
    }
    for (const viewer of others.slice(0, 3)) {
      expect(await since('2025-06-20T00:00:00Z', viewer)).toBe(true)
      expect(await since('2025-06-20T15:59:00Z', viewer)).toBe(true)
      expect(await since('2025-06-20T16:01:00Z', viewer)).toBe(false)
    }
    expect(await since('2025-06-20T13:16:00Z', office)).toBe(false)
  })

  test('comes on the page behind that of the day before, each once', async () => {
    const seen: string[] = []
    for (let after = ''; ;) {
      const page = await read(
        `voices(first: 1${after && `, after: "${after}"`}) { nodes { id } pageInfo { hasNextPage endCursor } }`,
      )
      const { nodes, pageInfo } = voicesOf(page)
      seen.push(...nodes.map((voice) => voice.id))
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    expect(seen).toEqual([id, recordId('voice', 1), recordId('voice', 2)])
  })
})
