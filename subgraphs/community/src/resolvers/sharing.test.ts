import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymous } from '@shequ/schema/viewer'
import {
  type RecordKind,
  borough,
  city,
  harbour,
  harbourBorough,
  hermitage,
  lane,
  otherCreditCode,
  recordId,
} from '../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
afterAll(() => subgraph.close())

const enter = 'query ($of: [_Any!]!) { _entities(representations: $of)'
const viewers = {
  anonymous,
  'another community': viewerOf(lane),
  'a community below it by digits only': viewerOf(hermitage),
  'an app of the city': viewerOf(city, 'district-app'),
  'an organisation of the community': { ...viewerOf(harbour, 'ngo'), organisation: otherCreditCode },
  'another borough': viewerOf(borough, 'borough-office'),
  'its own office': viewerOf(harbour),
  'its borough': viewerOf(harbourBorough, 'borough-office'),
  'its city': viewerOf(city, 'city-office'),
  'a planner of its city': viewerOf(city, 'planner'),
  'a planner of another city': viewerOf('110000000000', 'planner'),
}
type ViewerName = keyof typeof viewers

const everybody = Object.keys(viewers) as ViewerName[]
const office: ViewerName[] = ['its own office']
const boroughToo: ViewerName[] = [...office, 'its borough']
const cityToo: ViewerName[] = [...boroughToo, 'its city', 'a planner of its city']

/** What `harbour` shares: centres PUBLIC, programmes CITY, ledger and proposals BOROUGH, donations PRIVATE, the rest unsaid. */
const cases: [field: string, type: string, kind: RecordKind, readers: ViewerName[]][] = [
  ['educationCentres', 'EducationCentre', 'centre', everybody],
  ['educationCentres', 'Consignment', 'consignment', everybody],
  ['programmes', 'Programme', 'programme', cityToo],
  ['programmes', 'Session', 'session', cityToo],
  ['competences', 'Competence', 'competence', office],
  ['proposals', 'Proposal', 'proposal', boroughToo],
  ['voices', 'Voice', 'voice', office],
  ['donations', 'Donation', 'donation', office],
  ['ledger', 'LedgerEntry', 'entry', boroughToo],
  ['guidanceResponses', 'GuidanceResponse', 'response', office],
]

describe.each(cases)('%s, %s', (field, type, kind, readers) => {
  test.each(everybody)('to %s', async (name) => {
    const isReader = readers.includes(name)
    const selection = field === 'ledger' ? '{ accounts { balance } }' : '{ nodes { id } }'
    const list = await subgraph.ask(
      `${enter} { ... on Community { ${field} ${selection} profile { introduction } } } }`,
      { of: [{ __typename: 'Community', code: harbour }] },
      viewers[name],
    )
    const one = await subgraph.ask(
      `${enter} { ... on ${type} { id } } }`,
      { of: [{ __typename: type, id: recordId(kind, 1, harbour) }] },
      viewers[name],
    )
    const refused = [expect.objectContaining({ extensions: expect.objectContaining({ code: 'FORBIDDEN' }) })]
    expect(list.errors ?? []).toEqual(isReader ? [] : refused)
    expect(one.errors ?? []).toEqual(isReader ? [] : refused)
    expect(one.data?.['_entities']).toEqual([isReader ? { id: recordId(kind, 1, harbour) } : null])
    expect(list.data?.['_entities']).toEqual([expect.objectContaining({ profile: expect.anything() })])
  })
})

test('a shared record does not lead to one of a dataset that is not shared', async () => {
  const centre = await subgraph.ask(`${enter} { ... on EducationCentre { name programmes { nodes { id } } } } }`, {
    of: [{ __typename: 'EducationCentre', id: recordId('centre', 1, harbour) }],
  })
  expect(centre).toMatchObject({
    data: { _entities: [{ name: 'Study hall', programmes: null }] },
    errors: [{ path: ['_entities', 0, 'programmes'], extensions: { code: 'FORBIDDEN', community: harbour } }],
  })
  const entry = await subgraph.ask(
    `${enter} { ... on LedgerEntry { subject donation { title } } } }`,
    { of: [{ __typename: 'LedgerEntry', id: recordId('entry', 1, harbour) }] },
    viewers['its borough'],
  )
  expect(entry).toMatchObject({
    data: { _entities: [{ subject: 'Instruments', donation: null }] },
    errors: [{ extensions: { dataset: 'DONATIONS', level: 'PRIVATE' } }],
  })
})

test('the charter tells how far everything is shared, and a community without rules shares nothing', async () => {
  const levelsOf = async (code: string) => {
    const { _entities } = await subgraph.read(
      `${enter} { ... on Community { charter { sharing { dataset level } } } } }`,
      {
        of: [{ __typename: 'Community', code }],
      },
    )
    return (_entities as unknown as { charter: { sharing: { dataset: string; level: string }[] } }[])[0]?.charter
      .sharing
  }
  expect((await levelsOf(harbour))?.map(({ dataset, level }) => `${dataset} ${level}`)).toEqual([
    'CENTRES PUBLIC',
    'PROGRAMMES CITY',
    'COMPETENCES PRIVATE',
    'PROPOSALS BOROUGH',
    'VOICES PRIVATE',
    'DONATIONS PRIVATE',
    'LEDGER BOROUGH',
    'GUIDANCE_RESPONSES PRIVATE',
  ])
  expect(new Set((await levelsOf(hermitage))?.map(({ level }) => level))).toEqual(new Set(['PRIVATE']))
})

test('a community that this server lacks has no profile and no lists', async () => {
  const answer = await subgraph.ask(
    `${enter} { ... on Community { code profile { address } programmes { nodes { id } } } } }`,
    { of: [{ __typename: 'Community', code: '310101002099' }] },
  )
  expect(answer).toMatchObject({
    data: { _entities: [{ code: '310101002099', profile: null, programmes: null }] },
    errors: [{ extensions: { code: 'NOT_FOUND', community: '310101002099' } }],
  })
})
