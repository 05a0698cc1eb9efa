import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { creditCode, lane, recordId } from '../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../testing/open-community-subgraph.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
afterAll(() => subgraph.close())

async function write(mutation: string, input: object, selection: string) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const { data, errors } = await subgraph.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`,
    { input: { community: lane, ...input } },
    viewerOf(lane),
  )
  return errors ? errors.map(({ extensions }) => [extensions['code'], extensions['argument']]) : data?.[mutation]
}

describe('a centre', () => {
  const details =
    'name seats position { latitude longitude } contact { telephone website } openingHours { day opens closes }'
  const change = (input: object) =>
    write('changeEducationCentre', { educationCentre: recordId('centre', 1), ...input }, details)
  const nothing = { position: null, contact: null, openingHours: [] }

  test('says where it is, how it is reached and when it is open, in the order of the week', async () => {
    const opened = await write(
      'openEducationCentre',
      {
        name: 'Hall',
        address: '1 Lane Road',
        openedOn: '2025-07-01',
        seats: 10,
        position: {
          latitude: 31.2,
          longitude: 121.5,
        },
        contact: {
          telephone: ' 021-6000 0000 ',
          website: 'https://hall.example/a b',
        },
        openingHours: [
          {
            day: 'TUESDAY',
            opens: '13:00',
            closes: '17:00',
          },
          {
            day: 'MONDAY',
            opens: '09:00',
            closes: '17:00',
          },
          {
            day: 'TUESDAY',
            opens: '09:00',
            closes: '12:00',
          },
        ],
      },
      details,
    )
    expect(opened).toEqual({
      name: 'Hall',
      seats: 10,
      position: {
        latitude: 31.2,
        longitude: 121.5,
      },
      contact: {
        telephone: '021-6000 0000',
        website: 'https://hall.example/a%20b',
      },
      openingHours: [
        {
          day: 'MONDAY',
          opens: '09:00',
          closes: '17:00',
        },
        {
          day: 'TUESDAY',
          opens: '09:00',
          closes: '12:00',
        },
        {
          day: 'TUESDAY',
          opens: '13:00',
          closes: '17:00',
        },
      ],
    })
  })

  test('changes in what is given, and null takes it away', async () => {
    expect(await change({})).toEqual({ name: 'Study hall', seats: 60, ...nothing })
    const position = { latitude: -31.2, longitude: 0 }
    expect(await change({ position, name: 'Library' })).toEqual({ name: 'Library', seats: 60, ...nothing, position })
    const openingHours = [{ day: 'SUNDAY', opens: '09:00', closes: '10:00' }]
    expect(await change({ seats: 61, openingHours })).toMatchObject({
      name: 'Library',
      seats: 61,
      position,
      openingHours,
    })
    expect(await change({ position: null, openingHours: [] })).toEqual({ name: 'Library', seats: 61, ...nothing })
  })

  test('of which something changes is queued for the catalogue, and no closed one changes', async () => {
    await subgraph.sql('delete from catalogue_outbox')
    await change({ contact: { website: 'https://library.example/' } })
    expect(await subgraph.sql('select kind from catalogue_outbox')).toEqual([{ kind: 'CENTRE' }])
    expect(await change({ educationCentre: recordId('centre', 2), seats: 5 })).toEqual([['CLOSED', undefined]])
    expect(await change({ educationCentre: recordId('centre', 9) })).toMatchObject([['NOT_FOUND', expect.anything()]])
  })

  const monday = (opens: string, closes: string) => ({ day: 'MONDAY', opens, closes })
  test.each([
    [{ position: { latitude: 90.1, longitude: 0 } }, 'position.latitude'],
    [{ position: { latitude: 0, longitude: -181 } }, 'position.longitude'],
    [{ contact: { telephone: 'Mrs Wang' } }, 'contact.telephone'],
    [{ contact: { website: 'http://hall.example/' } }, 'contact.website'],
    [{ contact: { website: 'https://wang:secret@hall.example/' } }, 'contact.website'],
    [{ openingHours: [monday('10:00', '10:00')] }, 'openingHours'],
    [{ openingHours: [monday('09:00', '12:00'), monday('11:59', '13:00')] }, 'openingHours'],
    [{ openingHours: Array.from({ length: 29 }, () => monday('09:00', '10:00')) }, 'openingHours'],
    [{ seats: null }, 'seats'],
  ])('refuses %j', async (input, argument) => {
    expect(await change(input)).toEqual([['BAD_USER_INPUT', argument]])
  })
})

describe('a programme', () => {
  const details = 'title teacher teachingOrganisation { creditCode } picture languages'
  const change = (input: object) => write('changeProgramme', { programme: recordId('programme', 1), ...input }, details)
  const nothing = { title: 'Calligraphy', teacher: null, teachingOrganisation: null, picture: null, languages: [] }

  test('says who teaches it as a role, with a picture and its languages', async () => {
    expect(await change({})).toEqual(nothing)
    expect(
      await change({ teacher: 'ORGANISATION', teachingOrganisation: creditCode, languages: ['zh', 'wuu', 'zh'] }),
    ).toEqual({
      ...nothing,
      teacher: 'ORGANISATION',
      teachingOrganisation: { creditCode },
      languages: ['zh', 'wuu'],
    })
    const picture = 'https://pictures.example/1.jpg'
    expect(await change({ picture })).toMatchObject({ teacher: 'ORGANISATION', picture })
    expect(await change({ teacher: 'VOLUNTEER', picture: null, languages: [] })).toEqual({
      ...nothing,
      teacher: 'VOLUNTEER',
    })
    expect(await change({ teacher: null })).toEqual(nothing)
  })

  test.each([
    [{ teacher: 'ORGANISATION' }, 'teachingOrganisation'],
    [{ teacher: 'STAFF', teachingOrganisation: creditCode }, 'teachingOrganisation'],
    [{ teachingOrganisation: creditCode }, 'teachingOrganisation'],
    [{ picture: 'javascript:alert(1)' }, 'picture'],
    [{ languages: null }, 'languages'],
    [{ languages: Array.from({ length: 11 }, () => 'zh') }, 'languages'],
    [{ languages: ['Chinese'] }, undefined],
  ])('refuses %j', async (input, argument) => {
    expect(await change(input)).toEqual([['BAD_USER_INPUT', argument]])
  })
})
