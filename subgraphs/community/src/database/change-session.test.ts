import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { borough, lane, recordId } from '../testing/fixtures.js'
import { type Office, officeAt } from '../testing/office.js'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
let office: Office
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  office = officeAt(subgraph)
})
afterAll(() => subgraph.close())

const course = { description: 'Brush.', kind: 'COURSE', startsOn: '2025-06-01', endsOn: '2025-08-31', capacity: 30 }
const fields = 'id ordinal startsAt endsAt status previousStartsAt place'
let count = 0

/** A programme of its own with a session on a day at 19:00 in China. */
async function withSession(day = '2025-07-10') {
  const programme = await office.make('publishProgramme', { ...course, title: `Course ${(count += 1)}` })
  const times = { startsAt: `${day}T11:00:00Z`, endsAt: `${day}T12:30:00Z` }
  const session = await office.make('scheduleSession', { programme, ...times, place: 'Hall' })
  return { programme, session }
}

async function write(mutation: string, input: object, viewer = viewerOf(lane)) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const { data, errors } = await subgraph.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} } }`,
    { input: { community: lane, ...input } },
    viewer,
  )
  return errors ? errors.map(({ extensions }) => extensions['code']) : data?.[mutation]
}

const sessionsOf = async (programme: string, args = '') => {
  const { programme: found } = await subgraph.read(
    `query ($id: ID!) { programme(id: $id) { sessions${args} { totalCount nodes { id status } } } }`,
    { id: programme },
  )
  return found?.['sessions']
}

describe('a session', () => {
  test('moves in time and keeps its length, its place in the programme and what is not said', async () => {
    const { session } = await withSession()
    const moved = {
      id: session,
      ordinal: 1,
      status: 'SCHEDULED',
      place: 'Hall',
      startsAt: '2025-07-11T10:00:00.000Z',
      endsAt: '2025-07-11T11:30:00.000Z',
      previousStartsAt: '2025-07-10T11:00:00.000Z',
    }
    expect(await write('changeSession', { session, startsAt: '2025-07-11T18:00:00+08:00' })).toEqual(moved)
    expect(await write('changeSession', { session, place: null })).toEqual({ ...moved, place: null })
    expect(await write('changeSession', { session, endsAt: '2025-07-11T12:00:00Z', place: 'Yard' })).toEqual({
      ...moved,
      endsAt: '2025-07-11T12:00:00.000Z',
      place: 'Yard',
    })
  })

  test('is cancelled once, and listed then only where it is asked for or changes are', async () => {
    const { programme, session } = await withSession()
    expect(await write('cancelSession', { session })).toMatchObject({ id: session, status: 'CANCELLED' })
    expect(await write('cancelSession', { session })).toEqual(['CLOSED'])
    expect(await write('changeSession', { session, place: 'Yard' })).toEqual(['CLOSED'])
    expect(await sessionsOf(programme)).toEqual({ totalCount: 0, nodes: [] })
    const listed = { totalCount: 1, nodes: [{ id: session, status: 'CANCELLED' }] }
    expect(await sessionsOf(programme, '(withCancelled: true)')).toEqual(listed)
    expect(await sessionsOf(programme, '(updatedSince: "2025-06-01T00:00:00Z")')).toEqual(listed)
  })

  test.each([
    ['changeSession', { startsAt: '2025-09-01T11:00:00Z' }, 'BAD_USER_INPUT'],
    ['changeSession', { endsAt: '2025-07-10T11:00:00Z' }, 'BAD_USER_INPUT'],
    ['changeSession', { endsAt: '2025-07-10T23:00:01Z' }, 'BAD_USER_INPUT'],
    ['changeSession', { startsAt: null }, 'BAD_USER_INPUT'],
    ['changeSession', { place: ' ' }, 'BAD_USER_INPUT'],
    ['changeSession', { session: recordId('session', 99) }, 'NOT_FOUND'],
    ['cancelSession', { session: recordId('session', 99) }, 'NOT_FOUND'],
  ])('%s with %j is refused, and nothing changes', async (mutation, input, code) => {
    const { programme, session } = await withSession()
    const before = await subgraph.sql('select * from session order by id')
    expect(await write(mutation, { session, ...input })).toEqual([code])
    expect(await subgraph.sql('select * from session order by id')).toEqual(before)
    expect(await sessionsOf(programme)).toMatchObject({ totalCount: 1 })
  })

  test('of a cancelled programme changes no more, and nobody but the office changes one', async () => {
    const { programme, session } = await withSession()
    expect(await write('cancelSession', { session }, viewerOf(borough, 'borough-office'))).toEqual(['FORBIDDEN'])
    await office.make('cancelProgramme', { programme })
    expect(await write('changeSession', { session, place: 'Yard' })).toEqual(['CLOSED'])
    expect(await write('cancelSession', { session })).toEqual(['CLOSED'])
  })

  test('that somebody attended is neither cancelled nor moved ahead, until attendance is taken back', async () => {
    const { programme, session } = await withSession('2025-06-20')
    const resident = { resident: 'card-7', learnerGroup: 'GENERAL', sixtyOrOver: false }
    await office.write('enrol', { programme, ...resident }, 'status')
    await office.write('recordAttendance', { session, residents: ['card-7'] }, 'recorded')
    expect(await write('cancelSession', { session })).toEqual(['CONFLICT'])
    expect(await write('changeSession', { session, startsAt: '2025-07-20T11:00:00Z' })).toEqual(['CONFLICT'])
    expect(await write('changeSession', { session, startsAt: '2025-06-19T11:00:00Z' })).toMatchObject({ ordinal: 1 })
    await office.write('takeAttendanceBack', { session, residents: ['card-7'] }, 'takenBack')
    expect(await write('cancelSession', { session })).toMatchObject({ status: 'CANCELLED' })
    const late = await office.attempt('recordAttendance', { session, residents: ['card-7'] }, 'recorded')
    expect(late).toMatchObject({ code: 'CLOSED' })
  })

  test('that is cancelled while attendance is recorded is either attended or cancelled', async () => {
    const outcomes = new Set<string>()
    for (let round = 0; round < 8; round += 1) {
      const { programme, session } = await withSession('2025-06-21')
      await office.write(
        'enrol',
        { programme, resident: 'card-8', learnerGroup: 'GENERAL', sixtyOrOver: false },
        'status',
      )
      const [recorded, cancelled] = await Promise.all([
        office.attempt('recordAttendance', { session, residents: ['card-8'] }, 'recorded'),
        write('cancelSession', { session }),
      ])
      outcomes.add(JSON.stringify(['answer' in recorded, Array.isArray(cancelled) ? cancelled : []]))
    }
    const possible = ['[true,["CONFLICT"]]', '[false,[]]']
    expect([...outcomes].filter((outcome) => !possible.includes(outcome))).toEqual([])
  })
})

describe('who follows changes', () => {
  const changed = async (since: string) => {
    const { community } = {
      community: await subgraph.read(
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { programmes(updatedSince: "2025-07-01T01:59:30Z") { nodes { id } } all: programmes(changedSince: "' +
          since +
          '") { watermark nodes { id } } } } }',
        { of: [{ __typename: 'Community', code: lane }] },
      ),
    }
    return community['_entities']?.[0 as never] as unknown as Record<
      'programmes' | 'all',
      { nodes: { id: string }[]; watermark: string }
    >
  }

  test('hears of a programme when a session of it is scheduled, moved or cancelled, and when it is cancelled itself', async () => {
    const { programme, session } = await withSession()
    const touch = async (change: () => Promise<unknown>) => {
      await subgraph.sql("update programme set updated_at = '2025-01-01Z' where id = $1::uuid", programme.slice(13))
      await subgraph.sql('delete from catalogue_outbox')
      const { watermark } = (await changed('000000000000-0')).all
      await change()
      const { programmes, all } = await changed(watermark)
      const queued = await subgraph.sql<{ id: string }>("select id from catalogue_outbox where kind = 'PROGRAMME'")
      return [programmes.nodes, all.nodes]
        .map((nodes) => nodes.some(({ id }) => id === programme))
        .concat(queued.some(({ id }) => programme.endsWith(id)))
    }
    const all = [true, true, true]
    expect(await touch(() => write('changeSession', { session, startsAt: '2025-07-12T11:00:00Z' }))).toEqual(all)
    expect(await touch(() => write('cancelSession', { session }))).toEqual(all)
    expect(await touch(() => office.make('cancelProgramme', { programme }))).toEqual(all)
  })
})

describe('lists of programmes', () => {
  const titles = async (args: string) => {
    const { _entities } = await subgraph.read(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { programmes${args} { totalCount nodes { title } } }
        ... on EducationCentre { programmes${args} { totalCount nodes { title } } } } }`,
      {
        of: [
          { __typename: 'Community', code: '310101002002' },
          { __typename: 'EducationCentre', id: recordId('centre', 1, '310101002002') },
        ],
      },
    )
    const lists = _entities as unknown as { programmes: { totalCount: number; nodes: { title: string }[] } }[]
    for (const { programmes } of lists) expect(programmes.totalCount).toBe(programmes.nodes.length)
    return lists.map(({ programmes }) => programmes.nodes.map(({ title }) => title))
  }

  // The day is 1 July 2025. The choir ended in 2024, the festival of 5 July was cancelled; it has no centre.
  test.each([
    ['', [['Calligraphy', 'Taijiquan'], ['Calligraphy']]],
    [
      '(from: "2000-01-01")',
      [
        ['Choir', 'Calligraphy', 'Taijiquan'],
        ['Choir', 'Calligraphy'],
      ],
    ],
    ['(withCancelled: true)', [['Calligraphy', 'Festival', 'Taijiquan'], ['Calligraphy']]],
    ['(status: CANCELLED)', [['Festival'], []]],
    ['(to: "2024-12-31")', [['Choir'], ['Choir']]],
    ['(to: "2025-07-31")', [['Calligraphy'], ['Calligraphy']]],
    [
      '(from: "2024-01-01", withCancelled: true)',
      [
        ['Choir', 'Calligraphy', 'Festival', 'Taijiquan'],
        ['Choir', 'Calligraphy'],
      ],
    ],
    [
      '(updatedSince: "2020-01-01T00:00:00Z")',
      [
        ['Choir', 'Calligraphy', 'Mistake', 'Festival', 'Taijiquan'],
        ['Choir', 'Calligraphy'],
      ],
    ],
  ])('programmes%s', async (args, expected) => {
    expect(await titles(args)).toEqual(expected)
  })
})
