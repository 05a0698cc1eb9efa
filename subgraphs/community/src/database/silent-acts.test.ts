import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { placesLeft } from '@shequ/schema/publications/places'
import { anonymous } from '@shequ/schema/viewer'
import { borough, city, lane, otherCreditCode, recordId } from '../testing/fixtures.js'
import { type Office, officeAt } from '../testing/office.js'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
let office: Office
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  office = officeAt(subgraph)
})
afterAll(() => subgraph.close())

const viewers = {
  anonymous,
  planner: viewerOf(city, 'planner'),
  'city-office': viewerOf(city, 'city-office'),
  'borough-office': viewerOf(borough, 'borough-office'),
  ngo: { ...viewerOf(city, 'ngo'), organisation: otherCreditCode },
}

const stamps = 'provenance { source updatedAt removedAt }'
const programmes = `id title capacity places freePlaces ${stamps} sessions { totalCount nodes { id startsAt ${stamps} } }`

/** What a community tells of its programmes and proposals, with every time stamp, and what a reader of changes sees. */
const question = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community {
  profile { ${stamps} } charter { ${stamps} }
  educationCentres { totalCount nodes { id ${stamps} programmes { totalCount nodes { id places ${stamps} } } } }
  programmes { totalCount nodes { ${programmes} } }
  lately: programmes(updatedSince: "2025-05-01T00:00:00Z") { totalCount nodes { id } }
  proposals { totalCount nodes { id status outcome tally { yes } ${stamps} } }
  proposed: proposals(updatedSince: "2025-05-01T00:00:00Z") { totalCount nodes { id } } } } }`

async function told(): Promise<string> {
  const answers = await Promise.all(
    Object.values(viewers).map((viewer) =>
      subgraph.read(question, { of: [{ __typename: 'Community', code: lane }] }, viewer),
    ),
  )
  return JSON.stringify(answers, null, 1)
}

/** Rows by which changes are followed, and what waits for the catalogue. */
const marks = () =>
  Promise.all(
    [
      'select id, updated_at, changed_in, capacity, status from programme order by 1',
      'select * from session order by id',
      'select * from proposal order by id',
      'select * from education_centre order by id',
      'select * from community order by community_code',
      'select * from catalogue_version order by kind, id',
      'select * from catalogue_outbox order by sequence',
    ].map((rows) => subgraph.sql(rows)),
  )

const enrol = (programme: string, resident: string) =>
  office.write('enrol', { programme, resident, learnerGroup: 'GENERAL', sixtyOrOver: false }, 'status')
const cancel = (programme: string, resident: string) =>
  office.write('cancelEnrolment', { programme, resident }, 'status')

test('enrolments, attendance and votes show in nothing that others read', async () => {
  const programme = recordId('programme', 1)
  const [before, marked] = [await told(), await marks()]
  expect(before).toContain('"updatedAt"')
  for (const resident of ['a', 'b', 'c']) await enrol(programme, resident)
  await office.write('recordAttendance', { session: recordId('session', 1), residents: ['a', 'b'] }, 'recorded')
  await office.write('takeAttendanceBack', { session: recordId('session', 1), residents: ['b'] }, 'takenBack')
  await cancel(programme, 'c')
  await office.write('vote', { proposal: recordId('proposal', 1), resident: 'a', choice: 'YES' }, '__typename')
  expect(await told()).toBe(before)
  expect(await marks()).toEqual(marked)
})

describe('places', () => {
  let programme: string
  beforeEach(async () => {
    programme = await office.make('publishProgramme', {
      title: 'Sought after',
      description: 'Many ask for it.',
      kind: 'COURSE',
      startsOn: '2025-09-01',
      endsOn: '2025-12-31',
      capacity: 21,
    })
    await subgraph.sql('delete from catalogue_outbox')
  })
  const queued = async () => (await subgraph.sql<{ id: string }>('delete from catalogue_outbox returning id')).length

  test('show when their state changes, in no time stamp, and the catalogue is told then alone', async () => {
    const states: string[] = []
    const first = await told()
    for (let place = 1; place <= 21; place += 1) {
      await enrol(programme, `card-${place}`)
      const now = await told()
      const state = /"title": "Sought after",\s+"capacity": 21,\s+"places": "(\w+)"/.exec(now)?.[1] ?? ''
      expect(now).toBe(
        first.replaceAll(/("title": "Sought after",\s+"capacity": 21,\s+"places": )"\w+"/g, `$1"${state}"`),
      )
      expect(await queued()).toBe(place === 11 || place === 21 ? 1 : 0)
      states.push(state)
    }
    expect(states.join(' ')).toBe([...Array(10).fill('OPEN'), ...Array(10).fill('FEW'), 'FULL'].join(' '))
    await cancel(programme, 'card-1')
    expect(await queued()).toBe(1)
  })

  test('change what is published when the capacity does, and a title is a change as before', async () => {
    const [row] = await subgraph.sql<{ changed: string }>(
      'select changed_in::text as changed from programme where title = $1 order by updated_at desc limit 1',
      'Sought after',
    )
    await office.write('changeProgramme', { programme, capacity: 30 }, 'id')
    expect(await queued()).toBe(1)
    await office.write('changeProgramme', { programme, title: 'Sought' }, 'id')
    expect(await queued()).toBe(1)
    const changed = await subgraph.sql<{ changed: string }>(
      "select changed_in::text as changed from programme where title = 'Sought'",
    )
    expect(Number(changed[0]?.changed)).toBeGreaterThan(Number(row?.changed))
  })

  test('are told in numbers to the office, the operator of the centre and whoever may read attendance', async () => {
    const of = [1, 2].map((n) => ({ __typename: 'Programme', id: recordId('programme', n) }))
    const ask = async (viewer = anonymous) =>
      (
        await subgraph.read(
          'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { freePlaces } } }',
          { of },
          viewer,
        )
      )['_entities']
    const nothing = [{ freePlaces: null }, { freePlaces: null }]
    for (const viewer of Object.values(viewers)) expect(await ask(viewer)).toEqual(nothing)
    const own = await ask(viewerOf(lane))
    expect(own).toEqual([{ freePlaces: 28 }, { freePlaces: 3 }])
    const operator = { ...viewerOf(city, 'ngo'), organisation: '91110000802100433B' }
    expect(await ask(operator)).toEqual([{ freePlaces: 28 }, { freePlaces: null }])
    const term = {
      organisation: otherCreditCode,
      purpose: 'To see where more is needed.',
      from: '2025-07-01',
      until: '2025-12-31',
    }
    const reading = await office.make('grantAccess', { ...term, scopes: ['READ_PROGRAMMES'] })
    expect(await ask(viewers.ngo)).toEqual(nothing)
    const counting = await office.make('grantAccess', { ...term, scopes: ['READ_ATTENDANCE'] })
    expect(await ask(viewers.ngo)).toEqual(own)
    const log = await subgraph.sql<{ record: string }>('select record from access_log order by sequence desc limit 1')
    expect(log[0]?.record).toContain('"fields":["Programme.freePlaces"]')
    for (const accessGrant of [reading, counting]) await office.write('revokeAccess', { accessGrant }, 'id')
    expect(await ask(viewers.ngo)).toEqual(nothing)
  })
})

test('the database says of places what the schema says', async () => {
  const rows = await subgraph.sql<{ capacity: number; taken: number; smallest: number; places: string }>(
    `select capacity, taken, smallest, places_left(capacity, taken, smallest) as places
     from generate_series(1, 60) as capacity, generate_series(0, 60) as taken, unnest(array[11, 20]) as smallest where taken <= capacity`,
  )
  for (const { capacity, taken, smallest, places } of rows)
    expect([capacity, taken, smallest, places]).toEqual([
      capacity,
      taken,
      smallest,
      placesLeft(capacity, taken, smallest),
    ])
})

test('a community that raised its smallest count says less of places from that year on', async () => {
  const of = (capacity: number, taken: number) =>
    subgraph.sql<{ places: string }>(`select places_left(${capacity}, ${taken}, smallest_cell_of('${lane}')) as places`)
  expect(await of(30, 15)).toEqual([{ places: 'OPEN' }])
  expect(await of(30, 20)).toEqual([{ places: 'FEW' }])
  const year = new Date().getFullYear()
  await subgraph.sql(`insert into smallest_cell (community_code, from_year, value) values ('${lane}', ${year + 2}, 40)`)
  expect(await of(30, 20)).toEqual([{ places: 'FEW' }])
  await subgraph.sql(`insert into smallest_cell (community_code, from_year, value) values ('${lane}', ${year - 1}, 20)`)
  expect(await of(30, 20)).toEqual([{ places: 'OPEN' }])
  expect(await of(15, 15)).toEqual([{ places: 'FEW' }])
  await subgraph.sql(`delete from smallest_cell where community_code = '${lane}'`)
})
