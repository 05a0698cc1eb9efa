import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Viewer, anonymous } from '@shequ/schema/viewer'
import { city, creditCode, garden, harbour, now, otherCreditCode, recordId } from '../testing/fixtures.js'
import { type Office, officeAt } from '../testing/office.js'
import { type Json, type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

/** `harbour` shares programmes with its city, the ledger with its borough and donations with nobody. */
let subgraph: TestSubgraph
let office: Office
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  office = officeAt(subgraph, harbour)
})
beforeEach(() => subgraph.setNow(now))
afterAll(() => subgraph.close())

const other: Viewer = { ...viewerOf(city, 'ngo'), organisation: otherCreditCode }
const operator: Viewer = { ...viewerOf(city, 'ngo'), organisation: creditCode }
const app: Viewer = { ...viewerOf(city, 'district-app'), subject: 'courses.example' }

const term = { purpose: 'A test.', from: '2025-07-01', until: '2025-07-31' }

/** What a viewer reads of an entity: the answer, or the codes of its errors. */
async function read(viewer: Viewer, key: object, selection: string): Promise<unknown> {
  const type = 'code' in key ? 'Community' : (key as { __typename: string }).__typename
  const { data, errors } = await subgraph.ask(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${selection} } } }`,
    { of: [{ __typename: type, ...key }] },
    viewer,
  )
  return errors ? errors.map(({ extensions }) => extensions['code']) : (data as unknown as Json)['_entities']?.[0]
}
const community = { code: harbour }
const donations = 'donations { nodes { id } }'
const refused = ['FORBIDDEN']

describe('a grant', () => {
  test('lets its organisation read what it names, from its first day to its last, and nothing else', async () => {
    subgraph.setNow(new Date('2025-07-01T15:59:59Z'))
    expect(await read(other, community, donations)).toEqual(refused)
    subgraph.setNow(new Date('2025-07-01T16:00:00Z'))
    expect(await read(other, community, donations)).toEqual({
      donations: { nodes: [{ id: recordId('donation', 1, harbour) }] },
    })
    expect(await read(other, { __typename: 'Donation', id: recordId('donation', 1, harbour) }, 'title')).toEqual({
      title: 'Instruments',
    })
    expect(await read(other, community, 'voices { nodes { id } }')).toEqual(refused)
    expect(await read(other, community, 'ledger { accounts { balance } }')).toEqual(refused)
    subgraph.setNow(new Date('2025-12-31T16:00:00Z'))
    expect(await read(other, community, donations)).toEqual(refused)
  })

  test('names its organisation or app, and nobody else', async () => {
    subgraph.setNow(new Date('2025-07-02T02:00:00Z'))
    const others: Viewer[] = [
      operator,
      app,
      { ...other, role: 'planner' },
      { ...viewerOf(garden), organisation: otherCreditCode },
      { ...app, subject: otherCreditCode },
      anonymous,
    ]
    for (const viewer of others) expect(await read(viewer, community, donations)).toEqual(refused)
    expect(await read({ ...app, organisation: otherCreditCode }, community, donations)).toMatchObject({ donations: {} })
  })

  test('is made and taken back by the office, and what it lets ends at once', async () => {
    const id = await office.make('grantAccess', { ...term, app: 'courses.example', scopes: ['READ_LEDGER'] })
    const ledger = 'ledger { accounts { account } entries { totalCount } }'
    expect(await read(app, community, ledger)).toMatchObject({ ledger: { entries: { totalCount: 2 } } })
    expect(await read({ ...app, subject: 'other.example' }, community, ledger)).toEqual(refused)
    const revoked = await office.write(
      'revokeAccess',
      { accessGrant: id },
      'id app revokedAt organisation { creditCode }',
    )
    expect(revoked).toEqual({ id, app: 'courses.example', revokedAt: now.toISOString(), organisation: null })
    expect(await read(app, community, ledger)).toEqual(refused)
  })

  test('is made once for an idempotency key', async () => {
    const input = { ...term, organisation: creditCode, scopes: ['READ_VOICES'], idempotencyKey: 'grant-once' }
    expect(await office.make('grantAccess', input)).toBe(await office.make('grantAccess', input))
    expect(await office.attempt('grantAccess', { ...input, scopes: ['READ_LEDGER'] }, 'id')).toMatchObject({
      code: 'CONFLICT',
    })
  })

  test('of one community gives nothing of another', async () => {
    await office.make('grantAccess', { ...term, app: 'courses.example', scopes: ['READ_COMPETENCES'] })
    await officeAt(subgraph, garden).write('setSharing', { dataset: 'COMPETENCES', level: 'PRIVATE' }, '__typename')
    const competences = 'competences { nodes { id } }'
    expect(await read(app, community, competences)).toMatchObject({ competences: {} })
    expect(await read(app, { code: garden }, competences)).toEqual(refused)
  })

  test('is read by the office and by whom it names', async () => {
    const grant = { __typename: 'AccessGrant', id: recordId('grant', 1, harbour) }
    const selection = 'organisation { creditCode } app scopes purpose from until provenance { source }'
    const expected = {
      organisation: { creditCode: otherCreditCode },
      app: null,
      scopes: ['READ_DONATIONS'],
      purpose: 'To thank those who gave.',
      from: '2025-07-02',
      until: '2025-12-31',
      provenance: { source: 'hub' },
    }
    expect(await read(viewerOf(harbour), grant, selection)).toEqual(expected)
    expect(await read(other, grant, selection)).toEqual(expected)
    for (const viewer of [operator, app, viewerOf(garden), viewerOf(city, 'city-office')])
      expect(await read(viewer, grant, selection)).toEqual(refused)
    expect(await read(anonymous, grant, selection)).toEqual(['UNAUTHENTICATED'])
    const list = 'accessGrants(first: 1) { totalCount pageInfo { hasNextPage } nodes { id } }'
    expect(await read(viewerOf(harbour), community, list)).toMatchObject({
      accessGrants: { pageInfo: { hasNextPage: true } },
    })
    for (const viewer of [other, viewerOf(garden), viewerOf('310115000000', 'borough-office')])
      expect(await read(viewer, community, list)).toEqual(refused)
  })
})

describe('a consignment', () => {
  const programmes = 'programmes(from: "2024-01-01", withCancelled: true) { totalCount nodes { id } edges { cursor } }'

  test("gives its operator the centre's programmes and sessions, and no others", async () => {
    const first = recordId('programme', 1, harbour)
    const listed = await read(operator, community, programmes)
    const ids = (listed as { programmes: { nodes: { id: string }[] } }).programmes.nodes.map(({ id }) => id)
    const held = await subgraph.sql<{ id: string }>(
      "select community_code || ':' || id as id from programme where community_code = $1 and education_centre_id = $2 and removed_at is null order by starts_on, programme.id",
      harbour,
      recordId('centre', 1, harbour).slice(13),
    )
    expect(ids).toEqual(held.map(({ id }) => id))
    expect(listed).toMatchObject({ programmes: { totalCount: held.length } })
    expect(await read(operator, { __typename: 'Programme', id: first }, 'title sessions { totalCount }')).toEqual({
      title: 'Calligraphy',
      sessions: { totalCount: 3 },
    })
    const session = { __typename: 'Session', id: recordId('session', 1, harbour) }
    expect(await read(operator, session, 'ordinal attended programme { id }')).toEqual({
      ordinal: 1,
      attended: 0,
      programme: { id: first },
    })
    expect(await read(operator, { __typename: 'Programme', id: recordId('programme', 2, harbour) }, 'title')).toEqual(
      refused,
    )
    expect(await read(operator, { __typename: 'Programme', id: recordId('programme', 3, harbour) }, 'title')).toEqual(
      refused,
    )
    const centre = (n: number) => ({ __typename: 'EducationCentre', id: recordId('centre', n, harbour) })
    expect(await read(operator, centre(1), 'programmes(from: "2024-01-01") { totalCount }')).toEqual({
      programmes: { totalCount: held.length },
    })
    expect(await read(operator, centre(2), 'programmes { totalCount }')).toEqual(refused)
    expect(await read(other, community, programmes)).toEqual(refused)
  })

  test('lists only the centres that it is for, where centres are not shared', async () => {
    await office.write('setSharing', { dataset: 'CENTRES', level: 'PRIVATE' }, '__typename')
    const centres = 'educationCentres { totalCount nodes { id consignments { totalCount } } }'
    expect(await read(operator, community, centres)).toEqual({
      educationCentres: {
        totalCount: 1,
        nodes: [{ id: recordId('centre', 1, harbour), consignments: { totalCount: 2 } }],
      },
    })
    expect(
      await read(operator, { __typename: 'Consignment', id: recordId('consignment', 3, harbour) }, 'purpose'),
    ).toEqual(refused)
    expect(await read(other, community, centres)).toEqual(refused)
    await office.write('setSharing', { dataset: 'CENTRES', level: 'PUBLIC' }, '__typename')
  })

  test('ends with its term, and when it is ended before', async () => {
    subgraph.setNow(new Date('2026-12-31T15:59:59Z'))
    expect(await read(operator, community, programmes)).toMatchObject({ programmes: {} })
    subgraph.setNow(new Date('2026-12-31T16:00:00Z'))
    expect(await read(operator, community, programmes)).toEqual(refused)
    subgraph.setNow(now)
    const gardens = officeAt(subgraph, garden)
    await gardens.write('setSharing', { dataset: 'PROGRAMMES', level: 'PRIVATE' }, '__typename')
    expect(await read(operator, { code: garden }, programmes)).toMatchObject({ programmes: {} })
    await gardens.write(
      'endConsignment',
      { consignment: recordId('consignment', 2, garden), endedOn: '2025-06-30' },
      '__typename',
    )
    expect(await read(operator, { code: garden }, programmes)).toEqual(refused)
  })
})

describe('attendance', () => {
  const session = recordId('session', 1, harbour)
  const record = async (viewer: Viewer, of = session) => {
    const { data, errors } = await subgraph.ask(
      'mutation ($input: RecordAttendanceInput!) { recordAttendance(input: $input) { recorded session { attended } } }',
      { input: { community: harbour, session: of, residents: ['card-1'] } },
      viewer,
    )
    return errors ? errors.map(({ extensions }) => extensions['code']) : data?.['recordAttendance']
  }

  test('is recorded by the office, the operator of the centre, and by whom a grant lets', async () => {
    const resident = { resident: 'card-1', learnerGroup: 'GENERAL', sixtyOrOver: false }
    await office.write('enrol', { ...resident, programme: recordId('programme', 1, harbour) }, 'status')
    const centreless = await office.make('publishProgramme', {
      title: 'Walks',
      description: 'By the water.',
      kind: 'WORKSHOP',
      startsOn: '2025-07-01',
      endsOn: '2025-07-31',
      capacity: 5,
    })
    await office.write('enrol', { ...resident, programme: centreless }, 'status')
    const walk = await office.make('scheduleSession', {
      programme: centreless,
      startsAt: '2025-07-02T01:00:00Z',
      endsAt: '2025-07-02T02:00:00Z',
    })
    subgraph.setNow(new Date('2025-07-02T01:00:00Z'))
    const recorded = { recorded: 1, session: { attended: 1 } }
    expect(await record(operator)).toEqual(recorded)
    expect(await record(operator, walk)).toEqual(refused)
    expect(await record(operator, recordId('session', 99, harbour))).toEqual(refused)
    expect(await record(operator, recordId('session', 1, garden))).toEqual(refused)
    expect(await record(viewerOf(harbour), walk)).toEqual(recorded)

    expect(await record(app, walk)).toEqual(refused)
    const reading = await office.make('grantAccess', { ...term, app: 'courses.example', scopes: ['READ_ATTENDANCE'] })
    expect(await record(app, walk)).toEqual(refused)
    expect(await read(app, { __typename: 'Session', id: walk }, 'attended')).toEqual({ attended: 1 })
    await office.write('revokeAccess', { accessGrant: reading }, 'id')
    const recording = await office.make('grantAccess', {
      ...term,
      app: 'courses.example',
      scopes: ['RECORD_ATTENDANCE'],
    })
    expect(await record(app, walk)).toEqual(recorded)
    expect(await record(app)).toEqual(recorded)
    await office.write('revokeAccess', { accessGrant: recording }, 'id')
    expect(await record(app, walk)).toEqual(refused)
    subgraph.setNow(new Date('2026-12-31T16:00:00Z'))
    expect(await record(operator)).toEqual(refused)
  })

  test('is counted for nobody else, however far programmes are shared', async () => {
    await office.write('setSharing', { dataset: 'PROGRAMMES', level: 'PUBLIC' }, '__typename')
    const key = { __typename: 'Session', id: session }
    for (const viewer of [other, app, viewerOf(city, 'city-office'), viewerOf(garden)])
      expect(await read(viewer, key, 'ordinal attended')).toEqual(refused)
    expect(await read(anonymous, key, 'attended')).toEqual(['UNAUTHENTICATED'])
    expect(await read(anonymous, key, 'ordinal')).toEqual({ ordinal: 1 })
    expect(await read(operator, key, 'attended')).toEqual({ attended: 1 })
    await office.write('setSharing', { dataset: 'PROGRAMMES', level: 'CITY' }, '__typename')
  })

  test('is the only thing that is written under a grant of it', async () => {
    await office.make('grantAccess', {
      ...term,
      organisation: otherCreditCode,
      scopes: ['READ_CENTRES', 'READ_PROGRAMMES', 'READ_LEDGER', 'READ_ATTENDANCE', 'RECORD_ATTENDANCE'],
    })
    const { errors } = await subgraph.ask(
      'mutation ($input: ChangeProgrammeInput!) { changeProgramme(input: $input) { id } }',
      { input: { community: harbour, programme: recordId('programme', 1, harbour), title: 'Mine' } },
      other,
    )
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })
})
