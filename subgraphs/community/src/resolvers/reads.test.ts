import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { city, garden, lane, recordId } from '../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
afterAll(() => subgraph.close())

/** Enters the graph as the gateway does. */
const entities = (selection: string) => `query ($of: [_Any!]!) { _entities(representations: $of) { ${selection} } }`
const communities = (...codes: string[]) => ({ of: codes.map((code) => ({ __typename: 'Community', code })) })
const record = (type: string, id: string) => ({ of: [{ __typename: type, id }] })
const page = 'totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }'

/** Everything that can be asked of a community, at every depth where something else is loaded. */
const everything = `... on Community {
  profile { introduction address officeHours foundingDate provenance { tier owner source generated updatedAt removedAt } }
  charter { selfGovernance predecessorWorkUnit adoptedOn smallestCell sharing { dataset level } }
  educationCentres { ${page} nodes { id name address status openedOn seats community { code }
    consignment { id operator { creditCode } }
    consignments { totalCount nodes { id purpose startsOn endsOn endedOn educationCentre { id } } }
    programmes(from: "2024-01-01") { totalCount nodes { id } } provenance { source } } }
  programmes(from: "2024-01-01", withCancelled: true) { ${page} nodes { id title description kind audience status startsOn endsOn capacity places freePlaces fee educationCentre { name }
    sessions { totalCount nodes { id ordinal startsAt endsAt place taughtByVolunteer programme { id } } } provenance { generated } } }
  competences { ${page} nodes { subject hoursPerMonth offeredSince } }
  proposals { ${page} nodes { id title text status openedOn votingUntil outcome tally { yes no abstained } } }
  voices { ${page} nodes { id kind serviceCode status requestedDatetime answer { text answeredAt } } }
  donations { ${page} nodes { title awardDate amountAwarded currency fundingOrganisation { creditCode } } }
  ledger { accounts { account balance } entries { ${page} nodes { bookedOn debit credit amount subject donation { title } } } }
  guidanceResponses { ${page} nodes { guidance { id } decision reason countermeasure answeredOn } } }`

test('answers everything that a community owns', async () => {
  const { _entities } = await subgraph.read(entities(everything), communities(lane))
  expect(_entities).toMatchSnapshot()
})

test('makes as many statements for two communities as for one', async () => {
  await subgraph.read(entities(everything), communities(lane))
  const one = subgraph.statements.count
  await subgraph.read(entities(everything), communities(lane, garden))
  expect({ one, two: subgraph.statements.count }).toEqual({ one: 30, two: 30 })
})

test('makes two statements for the next programmes of many communities', async () => {
  const next = '... on Community { programmes(first: 3) { nodes { title startsOn } } }'
  await subgraph.read(entities(next), communities(lane, garden))
  expect(subgraph.statements.count).toBe(2)
})

describe('pages', () => {
  const lists = [
    'educationCentres',
    'programmes',
    'competences',
    'proposals',
    'voices',
    'donations',
    'guidanceResponses',
    'ledger { entries',
  ]
  test.each(lists)('%s: pages of one give what one page gives', async (list) => {
    const close = list.includes('{') ? '}' : ''
    const ask = (after: string | null) =>
      subgraph.read(
        `query ($of: [_Any!]!, $after: String) { _entities(representations: $of) { ... on Community {
          all: ${list} { nodes { id } } ${close}
          one: ${list}(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } ${close} } } }`,
        { ...communities(lane), after },
      )
    const idsOf = (page: unknown) => JSON.stringify(page).match(/\d{12}:[0-9a-f-]{36}/g) ?? []
    const seen: string[] = []
    let after: string | null = null
    let all: string[] = []
    do {
      const { _entities } = await ask(after)
      const community = (_entities as unknown as { all: unknown; one: unknown }[])[0]
      all = idsOf(community?.all)
      seen.push(...idsOf(community?.one))
      after = /"hasNextPage":true,"endCursor":"([^"]+)"/.exec(JSON.stringify(community?.one))?.[1] ?? null
    } while (after)
    expect(seen).toEqual(all)
    expect(seen.length).toBeGreaterThan(0)
  })
})

describe('filters', () => {
  const titles = async (filter: string) => {
    const { _entities } = await subgraph.read(
      entities(`... on Community { programmes(${filter}) { totalCount nodes { title } } }`),
      communities(lane),
    )
    const programmes = (_entities as unknown as { programmes: { totalCount: number; nodes: { title: string }[] } }[])[0]
      ?.programmes
    expect(programmes?.totalCount).toBe(programmes?.nodes.length)
    return programmes?.nodes.map(({ title }) => title)
  }
  test.each([
    ['kind: WORKSHOP', ['Taijiquan']],
    ['audience: MIGRANTS', ['Calligraphy']],
    ['audience: MIGRANTS, from: "2024-01-01", withCancelled: true', ['Choir', 'Calligraphy', 'Festival']],
    ['audience: RETIRED, kind: WORKSHOP', ['Taijiquan']],
    ['from: "2025-07-01", to: "2025-08-31"', ['Calligraphy']],
    ['from: "2025-07-01", to: "2025-08-31", withCancelled: true', ['Calligraphy', 'Festival']],
    ['status: CANCELLED', ['Festival']],
    ['updatedSince: "2025-03-15T00:00:00Z"', ['Mistake']],
    ['updatedSince: "2025-01-15T00:00:00Z"', ['Mistake', 'Festival', 'Taijiquan']],
  ])('programmes(%s): %j', async (filter, expected) => {
    expect((await titles(filter))?.sort()).toEqual(expected.toSorted())
  })

  test.each([
    ['educationCentres(status: ACTIVE)', ['centre', 1]],
    ['proposals(status: OPEN, first: 1)', ['proposal', 4]],
    ['proposals(status: CLOSED, first: 1)', ['proposal', 2]],
    ['voices(kind: NEED)', ['voice', 1]],
    ['voices(status: CLOSED)', ['voice', 2]],
    ['ledger { entries(from: "2025-04-02")', ['entry', 3]],
    ['ledger { entries(to: "2025-03-31")', ['entry', 1]],
  ] as const)('%s', async (list, [kind, n]) => {
    const close = list.includes('ledger') ? '}' : ''
    const answer = await subgraph.read(
      entities(`... on Community { ${list} { nodes { id } } ${close} }`),
      communities(lane),
    )
    expect(JSON.stringify(answer).match(/\d{12}:[0-9a-f-]{36}/g)).toEqual([recordId(kind, n)])
  })

  test('sessions by time, programmes and consignments of a centre by day', async () => {
    const sessions = await subgraph.read(
      entities(
        `... on Programme { sessions(from: "2025-06-09T12:30:00Z", to: "2025-06-20T00:00:00Z") { nodes { ordinal } } }`,
      ),
      record('Programme', recordId('programme', 1)),
    )
    expect(sessions['_entities']).toEqual([{ sessions: { nodes: [{ ordinal: 3 }] } }])
    const centre = await subgraph.read(
      entities('... on EducationCentre { programmes(from: "2025-01-01") { totalCount nodes { title } } }'),
      record('EducationCentre', recordId('centre', 1)),
    )
    expect(centre['_entities']).toEqual([{ programmes: { totalCount: 1, nodes: [{ title: 'Calligraphy' }] } }])
  })
})

describe('consignment in force', () => {
  const consignmentOf = async (n: number) => {
    const answer = await subgraph.read(
      entities('... on EducationCentre { consignment { id } }'),
      record('EducationCentre', recordId('centre', n)),
    )
    return answer['_entities']
  }
  afterAll(() => subgraph.setNow(new Date('2025-07-01T02:00:00Z')))

  test.each([
    ['2024-12-31T15:59:59Z', 1, 1],
    ['2024-12-31T16:00:00Z', 1, 2],
    ['2027-01-01T00:00:00Z', 1, null],
    ['2025-06-30T15:59:59Z', 2, 3],
    ['2025-06-30T16:00:00Z', 2, null],
  ])('at %s centre %d is run under %j', async (moment, centre, consignment) => {
    subgraph.setNow(new Date(moment))
    expect(await consignmentOf(centre)).toEqual([
      { consignment: consignment && { id: recordId('consignment', consignment) } },
    ])
  })
})

describe('records entered by id', () => {
  test.each([
    ['EducationCentre', 'centre'],
    ['Consignment', 'consignment'],
    ['Programme', 'programme'],
    ['Session', 'session'],
    ['Competence', 'competence'],
    ['Proposal', 'proposal'],
    ['Voice', 'voice'],
    ['Donation', 'donation'],
    ['LedgerEntry', 'entry'],
    ['GuidanceResponse', 'response'],
  ] as const)('%s', async (type, kind) => {
    const id = recordId(kind, 1)
    const { _entities } = await subgraph.read(
      entities(`... on ${type} { id provenance { owner tier } }`),
      record(type, id),
    )
    expect(_entities).toEqual([{ id, provenance: { owner: lane, tier: 'COMMUNITY' } }])
    expect(subgraph.statements.count).toBe(2)
  })

  test('an id that no record has, and an answer to a survey, are null', async () => {
    const of = [recordId('voice', 3), recordId('voice', 9), `${city}:1`, 'x'].map((id) => ({ __typename: 'Voice', id }))
    const { _entities } = await subgraph.read(entities('... on Voice { id }'), { of })
    expect(_entities).toEqual([null, null, null, null])
  })
})

test('a community that raised its smallest cell hides larger tallies', async () => {
  const tallyOf = async () =>
    (
      await subgraph.read(
        entities('... on Proposal { outcome tally { yes } }'),
        record('Proposal', recordId('proposal', 2, garden)),
      )
    )['_entities']
  expect(await tallyOf()).toEqual([{ outcome: 'ACCEPTED', tally: { yes: 7 } }])
  await subgraph.sql('update community set smallest_cell = 15 where community_code = $1', garden)
  expect(await tallyOf()).toEqual([{ outcome: 'ACCEPTED', tally: null }])
})

test('no statement of a read names what a voice said, a resident or a key', async () => {
  await subgraph.read(entities(everything), communities(lane), viewerOf(lane))
  const selected = subgraph.statements.statements.join('\n')
  expect(selected).not.toMatch(/\bsaid\b|pseudonym|\bvolunteer\b|\bresident\b|\bvoter\b/)
})
