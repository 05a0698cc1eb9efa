import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { weekdays } from '@shequ/subgraph/records/whereabouts'
import type { Answer } from '../helpers/ask.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'
import { unmetered } from '../helpers/unmetered.js'

const city = '310000000000'
const from = '2025-01-01'

let hub: TestHub
let all: readonly Listed[]
beforeAll(async () => {
  hub = await startHub(unmetered)
  await hub.publish()
  all = await find({ from })
}, 120_000)
afterAll(() => hub.close())

interface Position {
  readonly latitude: number
  readonly longitude: number
}

interface Listed {
  readonly title: string
  readonly fee: string
  readonly startsOn: string
  readonly endsOn: string
  readonly audience: readonly string[]
  readonly sessions: readonly { readonly startsAt: string; readonly endsAt: string }[]
  readonly community: { readonly code: string }
  readonly educationCentre: { readonly position: Position | null } | null
  readonly teacher: string | null
  readonly teachingOrganisation: { readonly name: string | null } | null
  readonly picture: string | null
  readonly languages: readonly string[]
}

const question = `query ($filter: ProgrammeFilter, $after: String) { programmes(within: "${city}", filter: $filter, first: 500, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { title fee startsOn endsOn audience teacher teachingOrganisation { name } picture languages sessions { startsAt endsAt }
    community { code } educationCentre { position { latitude longitude } } } } }`

interface Page {
  readonly programmes: {
    readonly totalCount: number
    readonly nodes: readonly Listed[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
  }
}

/** All that a filter finds, page by page. */
async function find(filter: object): Promise<readonly Listed[]> {
  const found: Listed[] = []
  let after: string | null = null
  for (;;) {
    const { data, errors }: Answer<Page> = await hub.ask<Page>(question, { filter, after })
    expect(errors).toBeUndefined()
    found.push(...data.programmes.nodes)
    if (!data.programmes.pageInfo.hasNextPage) return found
    after = data.programmes.pageInfo.endCursor
  }
}

const refusal = async (filter: object) => {
  const { errors, status, data } = await hub.ask(question, { filter })
  return [status, data, errors?.map(({ extensions }) => extensions.code)]
}

/** A moment by the clock in China: its day, day of the week and time of day. */
function inChina(moment: string) {
  const china = new Date(Date.parse(moment) + 8 * 3_600_000)
  const [day = '', time = ''] = china.toISOString().split('T')
  return { day, time: time.slice(0, 5), weekday: weekdays[(china.getUTCDay() + 6) % 7] ?? '' }
}

const meets = (programme: Listed, holds: (session: ReturnType<typeof inChina>) => boolean) =>
  programme.sessions.some(({ startsAt }) => holds(inChina(startsAt)))

/** By the law of cosines, another formula than the database's. */
function kilometres(a: Position, b: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const [north, south] = [radians(a.latitude), radians(b.latitude)]
  const cosine =
    Math.sin(north) * Math.sin(south) + Math.cos(north) * Math.cos(south) * Math.cos(radians(b.longitude - a.longitude))
  return 6371 * Math.acos(Math.min(1, cosine))
}

const people = { latitude: 31.23, longitude: 121.475 }

describe('what is on offer is narrowed', () => {
  const cases: [name: string, filter: object, holds: (programme: Listed) => boolean][] = [
    [
      'to several streets and a community',
      { areas: ['310101002000', '310101013000', '310151101001'] },
      ({ community: { code } }) => /^(310101002|310101013)/.test(code) || code === '310151101001',
    ],
    [
      'to several groups',
      { audiences: ['MIGRANTS', 'UNSKILLED'] },
      ({ audience }) => audience.length === 0 || audience.includes('MIGRANTS') || audience.includes('UNSKILLED'),
    ],
    ['to what is free', { feeTo: '0.00' }, ({ fee }) => Number(fee) === 0],
    ['by fee', { feeFrom: '50', feeTo: '100.00' }, ({ fee }) => Number(fee) >= 50 && Number(fee) <= 100],
    [
      'by day of the week',
      { weekdays: ['SATURDAY', 'SUNDAY'] },
      (programme) => meets(programme, ({ weekday }) => ['SATURDAY', 'SUNDAY'].includes(weekday)),
    ],
    [
      'by time of day',
      { startsFrom: '18:30', startsBefore: '18:45' },
      (programme) => meets(programme, ({ time }) => time >= '18:30' && time < '18:45'),
    ],
    [
      'to an hour of a day of the week',
      { weekdays: ['FRIDAY'], startsFrom: '09:00', startsBefore: '10:00' },
      (programme) => meets(programme, ({ weekday, time }) => weekday === 'FRIDAY' && time >= '09:00' && time < '10:00'),
    ],
    [
      'to what begins before a minute past an hour',
      { startsBefore: '09:01' },
      (programme) => meets(programme, ({ time }) => time < '09:01'),
    ],
    [
      'to what one and the same session is like, on days asked for',
      { from: '2025-09-15', to: '2025-09-21', weekdays: ['MONDAY', 'WEDNESDAY'], startsFrom: '13:00' },
      (programme) =>
        meets(
          programme,
          ({ day, weekday, time }) =>
            day >= '2025-09-15' && day <= '2025-09-21' && ['MONDAY', 'WEDNESDAY'].includes(weekday) && time >= '13:00',
        ),
    ],
    [
      'to what is near',
      { near: { ...people, kilometres: 2.5 } },
      ({ educationCentre }) =>
        Boolean(educationCentre?.position && kilometres(people, educationCentre.position) <= 2.5),
    ],
  ]

  test.each(cases)('%s', async (_, filter, holds) => {
    const expected = all.filter(holds)
    expect(expected.length).toBeGreaterThan(0)
    expect(expected.length).toBeLessThan(all.length)
    expect(await find({ from, ...filter })).toEqual(expected)
  })

  test('by all of it at once, in one call and as many statements however many areas there are', async () => {
    const filter = {
      from: '2025-03-01',
      to: '2025-12-31',
      feeTo: '0',
      audiences: ['RETIRED', 'GENERAL'],
      startsFrom: '09:00',
      near: { ...people, kilometres: 20 },
      weekdays: ['MONDAY', 'TUESDAY', 'WEDNESDAY'],
      search: '学习',
    }
    const count = async (areas: readonly string[]) => {
      hub.resetCounts()
      const { data, errors } = await hub.ask<Page>(
        `query ($filter: ProgrammeFilter) { programmes(within: "${city}", filter: $filter) { totalCount nodes { title sessions { startsAt } } } }`,
        { filter: { ...filter, areas } },
      )
      expect(errors).toBeUndefined()
      expect(hub.calls).toEqual({ city: 0, borough: 1, community: 0 })
      return { statements: hub.statements.borough.count, found: data.programmes.totalCount }
    }
    const one = await count(['310101002000'])
    const many = await count(['310101002000', '310101013000', '310101015000'])
    expect(many.statements).toBe(one.statements)
    expect(many.found).toBeGreaterThanOrEqual(one.found)
  })
})

test('what is listed says who teaches, where, in which languages, and when', () => {
  expect(new Set(all.map(({ teacher }) => teacher))).toEqual(
    new Set(['STAFF', 'HIRED_TEACHER', 'VOLUNTEER', 'ORGANISATION']),
  )
  for (const { teacher, teachingOrganisation, languages, picture, sessions, startsOn, endsOn } of all) {
    expect(teachingOrganisation !== null).toBe(teacher === 'ORGANISATION')
    expect(languages).toContain('zh')
    expect(picture ?? 'https://').toMatch(/^https:\/\//)
    for (const { startsAt } of sessions)
      expect([startsOn, endsOn, inChina(startsAt).day].toSorted()[1]).toBe(inChina(startsAt).day)
  }
})

test('centres are found near a point', async () => {
  const { data } = await hub.ask<{
    educationCentres: { nodes: { position: Position; openingHours: object[] }[]; totalCount: number }
  }>(
    `query ($near: NearInput) { educationCentres(within: "${city}", first: 500, filter: { near: $near }) { totalCount nodes { position { latitude longitude } openingHours { day opens closes } contact { telephone website } } } }`,
    { near: { ...people, kilometres: 3 } },
  )
  const { nodes } = data.educationCentres
  expect(nodes.length).toBeGreaterThan(0)
  for (const { position, openingHours } of nodes) {
    expect(kilometres(people, position)).toBeLessThanOrEqual(3)
    expect(openingHours.length).toBeGreaterThan(0)
  }
})

test.each([
  ['no area', { areas: [] }, 'BAD_USER_INPUT'],
  ['an area elsewhere', { areas: ['310101002000', '110101001000'] }, 'BAD_USER_INPUT'],
  ['a city as an area of itself', { areas: [city] }, 'BAD_USER_INPUT'],
  ['an area that is not there', { areas: ['310101002000', '310101999000'] }, 'NOT_FOUND'],
  ['a point that is not on earth', { near: { latitude: 91, longitude: 0, kilometres: 1 } }, 'BAD_USER_INPUT'],
  ['a distance of the whole country', { near: { ...people, kilometres: 101 } }, 'BAD_USER_INPUT'],
  ['no time of day', { startsFrom: '24:00' }, 'BAD_USER_INPUT'],
])('%s is refused', async (_, filter, code) => {
  expect(await refusal(filter)).toEqual([200, { programmes: null }, [code]])
})
