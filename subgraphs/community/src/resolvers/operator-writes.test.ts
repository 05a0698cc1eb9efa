import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '@shequ/schema/viewer'
import { city, creditCode, lane, now, otherCreditCode, recordId } from '../testing/fixtures.js'
import { type Office, officeAt } from '../testing/office.js'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
let office: Office
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  office = officeAt(subgraph)
})
beforeEach(() => subgraph.setNow(now))
afterAll(() => subgraph.close())

const operator: Viewer = { ...viewerOf(city, 'ngo'), organisation: creditCode }
const other: Viewer = { ...operator, organisation: otherCreditCode }
/** The consignment that is in force at the first centre, and all that it gives by default. */
const consignment = recordId('consignment', 2)
const all = ['READ_CENTRES', 'READ_PROGRAMMES', 'READ_ATTENDANCE', 'RECORD_ATTENDANCE', 'ENROL', 'RUN_PROGRAMMES']
const refused = 'FORBIDDEN'

const send = (mutation: string, input: object, selection = 'id', viewer = operator) =>
  officeAt(subgraph, lane, viewer).send(mutation, input, selection)
const course = {
  title: 'Paper cutting',
  description: 'With scissors.',
  kind: 'COURSE',
  startsOn: '2025-07-01',
  endsOn: '2025-12-31',
  capacity: 2,
}
const own = { ...course, educationCentre: recordId('centre', 1) }
const publish = async () => ((await send('publishProgramme', own)) as unknown as { id: string }).id
const narrow = (...scopes: string[]) => office.write('changeConsignment', { consignment, scopes }, 'scopes')

describe('the operator of a centre', () => {
  test('publishes, changes and cancels programmes there, and nowhere else', async () => {
    expect(await send('publishProgramme', own, 'title educationCentre { id }')).toEqual({
      title: 'Paper cutting',
      educationCentre: { id: own.educationCentre },
    })
    expect(await send('publishProgramme', course)).toBe(refused)
    expect(await send('publishProgramme', { ...own, educationCentre: recordId('centre', 2) })).toBe(refused)
    expect(await send('publishProgramme', own, 'id', other)).toBe(refused)
    const programme = await publish()
    expect(await send('changeProgramme', { programme, title: 'Scissors' }, 'title')).toEqual({ title: 'Scissors' })
    expect(
      await send('changeProgramme', { programme, educationCentre: own.educationCentre, fee: '5.00' }, 'fee'),
    ).toEqual({ fee: '5.00' })
    for (const educationCentre of [null, recordId('centre', 2)])
      expect(await send('changeProgramme', { programme, educationCentre })).toBe(refused)
    expect(await send('cancelProgramme', { programme }, 'status')).toEqual({ status: 'CANCELLED' })
    const elsewhere = recordId('programme', 2)
    expect(await send('changeProgramme', { programme: elsewhere, educationCentre: own.educationCentre })).toBe(refused)
    expect(await send('cancelProgramme', { programme: elsewhere })).toBe(refused)
  })

  test('schedules, moves and cancels sessions there', async () => {
    const programme = await publish()
    const times = { startsAt: '2025-07-08T01:00:00Z', endsAt: '2025-07-08T02:00:00Z' }
    const { id: session } = (await send('scheduleSession', { programme, ...times })) as unknown as { id: string }
    expect(await send('changeSession', { session, place: 'Yard' }, 'place')).toEqual({ place: 'Yard' })
    expect(await send('cancelSession', { session }, 'status')).toEqual({ status: 'CANCELLED' })
    const elsewhere = { startsAt: '2025-09-02T01:00:00Z', endsAt: '2025-09-02T02:00:00Z' }
    expect(await send('scheduleSession', { programme: recordId('programme', 2), ...elsewhere })).toBe(refused)
  })

  test('enrols residents with a receipt, and changes nothing of what is known of them', async () => {
    const programme = await publish()
    const person = { resident: 'card-7', learnerGroup: 'RETIRED', sixtyOrOver: true }
    await office.write('enrol', { ...person, programme: recordId('programme', 2) }, 'status')
    const enrolled = await send('enrol', { ...person, learnerGroup: 'MIGRANTS', programme }, 'status receipt')
    expect(enrolled).toEqual({ status: 'ENROLLED', receipt: expect.any(String) })
    expect(await send('enrol', { ...person, programme: recordId('programme', 2) }, 'status')).toBe(refused)
    const known = await subgraph.sql<{ group: string }>(
      `select distinct learner_group::text as group from resident join enrolment on resident.pseudonym = enrolment.resident
       where programme_id = $1::uuid`,
      programme.slice(13),
    )
    expect(known).toEqual([{ group: 'RETIRED' }])
  })

  test('acts no longer when the term is over, or was ended', async () => {
    subgraph.setNow(new Date('2026-12-31T15:59:59Z'))
    const late = { ...own, startsOn: '2027-01-01', endsOn: '2027-01-31' }
    expect(await send('publishProgramme', late, 'title')).toMatchObject({ title: course.title })
    subgraph.setNow(new Date('2026-12-31T16:00:00Z'))
    expect(await send('publishProgramme', late)).toBe(refused)
  })

  test('has each act in the log of the community, by its consignment', async () => {
    await publish()
    const log = await subgraph.read(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { accessLog(first: 1) {
        nodes { action fields basis consignment { id } purpose } } } } }`,
      { of: [{ __typename: 'Community', code: lane }] },
      viewerOf(lane),
    )
    expect(log['_entities']?.[0]).toEqual({
      accessLog: {
        nodes: [
          {
            action: 'WRITE',
            fields: ['Mutation.publishProgramme'],
            basis: 'CONSIGNMENT',
            consignment: { id: consignment },
            purpose: 'Courses.',
          },
        ],
      },
    })
  })
})

describe('the community', () => {
  test('narrows what the operator may do, at once', async () => {
    const programme = await publish()
    expect(await narrow('RECORD_ATTENDANCE')).toEqual({ scopes: ['RECORD_ATTENDANCE'] })
    expect(await send('changeProgramme', { programme, title: 'Mine' })).toBe(refused)
    expect(
      await send('enrol', { programme, resident: 'card-8', learnerGroup: 'GENERAL', sixtyOrOver: false }, 'status'),
    ).toBe(refused)
    await narrow(...all)
    expect(await send('changeProgramme', { programme, title: 'Mine' }, 'title')).toEqual({ title: 'Mine' })
  })

  test('agrees on some of it only, and on nothing that reaches beyond a centre', async () => {
    const agreement = {
      educationCentre: recordId('centre', 1),
      operator: otherCreditCode,
      purpose: 'Later.',
      startsOn: '2028-01-01',
      endsOn: '2028-12-31',
    }
    expect(await office.write('consignCentre', { ...agreement, scopes: ['ENROL', 'ENROL'] }, 'scopes')).toEqual({
      scopes: ['ENROL'],
    })
    const next = { ...agreement, startsOn: '2029-01-01', endsOn: '2029-12-31' }
    expect(await office.write('consignCentre', next, 'scopes')).toEqual({ scopes: all })
    for (const scopes of [[], ['READ_LEDGER'], ['ENROL', 'RAISE_VOICE']]) {
      const wrong = { code: 'BAD_USER_INPUT', details: { argument: 'scopes' } }
      expect(await office.attempt('changeConsignment', { consignment, scopes }, 'id')).toMatchObject(wrong)
      expect(await office.attempt('consignCentre', { ...next, scopes }, 'id')).toMatchObject(wrong)
    }
    const over = { consignment: recordId('consignment', 1), scopes: all }
    expect(await office.attempt('changeConsignment', over, 'id')).toMatchObject({ code: 'CLOSED' })
  })

  test('lets whom it grants it run programmes of the whole community', async () => {
    const term = { organisation: otherCreditCode, purpose: 'To help out.', from: '2025-07-01', until: '2025-12-31' }
    expect(await send('publishProgramme', course, 'title', other)).toBe(refused)
    const accessGrant = await office.make('grantAccess', { ...term, scopes: ['RUN_PROGRAMMES'] })
    expect(await send('publishProgramme', course, 'title', other)).toEqual({ title: course.title })
    await office.write('revokeAccess', { accessGrant }, 'id')
    expect(await send('publishProgramme', course, 'title', other)).toBe(refused)
  })
})
