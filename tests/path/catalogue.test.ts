import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '@shequ/postgres/with-client'
import { type TestHub, startHub } from '../helpers/start-hub.js'
import { writeAs } from '../helpers/write-as.js'

const lane = '310101002001'
const city = '310000000000'
const borough = '310101000000'

let hub: TestHub
let office: string
let sentFirst: number
beforeAll(async () => {
  hub = await startHub()
  office = await hub.token('community-office', lane)
  sentFirst = await hub.publish()
}, 120_000)
afterAll(() => hub.close())

interface Listed {
  readonly title: string
  readonly startsOn: string
  readonly endsOn: string
  readonly kind: string
  readonly audience: readonly string[]
  readonly places: string
  readonly community: { readonly code: string; readonly name: string }
}

interface Page {
  readonly totalCount: number
  readonly nodes: readonly Listed[]
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean }
}

const programmes = `query ($within: DivisionCode!, $filter: ProgrammeFilter, $first: Int, $after: String) {
  programmes(within: $within, filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { endCursor hasNextPage } nodes { title kind audience startsOn endsOn places asOf community { code name } }
  }
}`

async function search(within: string, filter: object = {}, page: object = {}): Promise<Page> {
  const { data, errors } = await hub.ask<{ programmes: Page }>(programmes, { within, filter, ...page })
  expect(errors).toBeUndefined()
  return data.programmes
}

const write = (mutation: string, input: object, selection = '__typename') =>
  writeAs(hub, office, mutation, { community: lane, ...input }, selection)

const publishing = (title: string, capacity = 7) =>
  write(
    'publishProgramme',
    {
      title,
      description: 'Brush and ink for beginners.',
      kind: 'WORKSHOP',
      audience: ['RETIRED'],
      startsOn: '2025-10-01',
      endsOn: '2025-10-31',
      capacity,
    },
    'id',
  )

const count = (tier: 'borough' | 'community', sql: string) =>
  withClient(hub.databases[tier].url, async (client) => (await client.query<{ count: number }>(sql)).rows[0]?.count)

describe('the catalogue', () => {
  test('holds what communities make public, and nothing else', async () => {
    const published = await count(
      'community',
      "select count(*)::int from programme join sharing_rule using (community_code) where dataset = 'PROGRAMMES' and level = 'PUBLIC' and status = 'PUBLISHED'",
    )
    const centres = await count(
      'community',
      "select count(*)::int from education_centre join sharing_rule using (community_code) where dataset = 'CENTRES' and level = 'PUBLIC'",
    )
    expect(published).toBeGreaterThan(500)
    expect(await count('borough', 'select count(*)::int from catalogue_programme')).toBe(published)
    expect(await count('borough', 'select count(*)::int from catalogue_centre')).toBe(centres)
    expect(sentFirst).toBeGreaterThanOrEqual(Number(published) + Number(centres))
    expect(await hub.publish()).toBe(0)
  })

  test('is searched over a whole city without asking a community', async () => {
    hub.resetCounts()
    const all = await search(city)
    expect(hub.calls).toEqual({ city: 0, borough: 1, community: 0 })
    expect(all.totalCount).toBeGreaterThan(50)
    expect(all.nodes.every(({ endsOn }) => endsOn >= '2025-09-15')).toBe(true)
    expect(all.nodes.map(({ startsOn }) => startsOn)).toEqual(all.nodes.map(({ startsOn }) => startsOn).toSorted())
    const calligraphy = await search(city, { search: '书法', from: '2024-01-01' })
    expect(calligraphy.totalCount).toBeGreaterThan(5)
    expect(calligraphy.totalCount).toBeLessThan((await search(city, { from: '2024-01-01' })).totalCount)
    const inBorough = await search(borough, { from: '2025-01-01' }, { first: 500 })
    expect(new Set(inBorough.nodes.map(({ community }) => community.code.slice(0, 6)))).toEqual(new Set(['310101']))
    const inStreet = await search('310101002000', { from: '2025-01-01' }, { first: 500 })
    expect(new Set(inStreet.nodes.map(({ community }) => community.code.slice(0, 9)))).toEqual(new Set(['310101002']))
    expect(inStreet.totalCount).toBeLessThanOrEqual(inBorough.totalCount)
  })

  test('is narrowed by kind, group, days, places and every word', async () => {
    await publishing('Calligraphy for everyone 书法')
    await hub.publish()
    const found = async (filter: object) => (await search(borough, filter, { first: 500 })).nodes
    const mine = async (filter: object) => (await found(filter)).map(({ title }) => title)
    for (const words of ['CALLIGRAPHY', 'ink beginners', '书法 everyone', 'for  EVERYONE'])
      expect(await mine({ search: words })).toContain('Calligraphy for everyone 书法')
    for (const words of ['calligraphy tango', '100%', '_alligraphy'])
      expect(await mine({ search: words })).not.toContain('Calligraphy for everyone 书法')
    expect((await found({ kinds: ['WORKSHOP', 'VOLUNTEERING'] })).every(({ kind }) => kind !== 'COURSE')).toBe(true)
    const retired = await found({ audience: 'RETIRED' })
    expect(retired.every(({ audience }) => audience.length === 0 || audience.includes('RETIRED'))).toBe(true)
    expect(await mine({ audience: 'YOUNG_UNEMPLOYED' })).not.toContain('Calligraphy for everyone 书法')
    expect(await mine({ from: '2025-11-01' })).not.toContain('Calligraphy for everyone 书法')
    expect(await mine({ to: '2025-09-30' })).not.toContain('Calligraphy for everyone 书法')
    expect(await mine({ places: ['FEW', 'FULL'] })).toContain('Calligraphy for everyone 书法')
    expect(await mine({ places: ['OPEN'] })).not.toContain('Calligraphy for everyone 书法')
  })

  test('is read page by page, each entry once', async () => {
    const filter = { from: '2025-01-01' }
    const whole = await search(borough, filter, { first: 500 })
    const titles: string[] = []
    for (let after: string | null = null; ;) {
      const page: Page = await search(borough, filter, { first: 7, after })
      titles.push(...page.nodes.map(({ title, startsOn, community }) => `${startsOn} ${community.code} ${title}`))
      if (!page.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    expect(titles).toEqual(
      whole.nodes.map(({ title, startsOn, community }) => `${startsOn} ${community.code} ${title}`),
    )
    expect(titles).toHaveLength(whole.totalCount)
  })

  test('leads to the programme and its centre, which their owner answers', async () => {
    const { data, errors } = await hub.ask<{ programmes: { nodes: Record<string, unknown>[] } }>(
      `{ programmes(within: "${borough}", filter: { from: "2025-01-01", kinds: [COURSE] }, first: 3) { nodes {
        title asOf educationCentre { name address status seats educationCentre { name } }
        programme { title capacity sessions(first: 1) { totalCount } community { code } } } } }`,
    )
    expect(errors).toBeUndefined()
    expect(data.programmes.nodes).toHaveLength(3)
    for (const { title, programme } of data.programmes.nodes) expect(programme).toMatchObject({ title })
    const centres = await hub.ask<{ educationCentres: { totalCount: number; nodes: object[] } }>(
      `{ educationCentres(within: "${borough}", filter: { status: ACTIVE }, first: 2) { totalCount nodes { name community { code } educationCentre { name } } } }`,
    )
    expect(centres.data.educationCentres.nodes).toHaveLength(2)
    for (const centre of centres.data.educationCentres.nodes as { name: string; educationCentre: object }[])
      expect(centre.educationCentre).toEqual({ name: centre.name })
  })

  test.each([
    ['within a community', lane, {}, 'BAD_USER_INPUT'],
    ['in a city that is not here', '990000000000', {}, 'NOT_FOUND'],
    ['for a text too long', city, { search: 'x'.repeat(201) }, 'BAD_USER_INPUT'],
    ['for nothing', city, { search: ' ' }, 'BAD_USER_INPUT'],
  ])('refuses to search %s', async (_what, within, filter, code) => {
    const { errors } = await hub.ask(programmes, { within, filter })
    expect(errors).toMatchObject([{ extensions: { code } }])
  })
})

describe('what a community changes', () => {
  const titles = async (filter: object = {}) =>
    (await search('310101002000', filter, { first: 500 })).nodes
      .filter(({ community }) => community.code === lane)
      .map(({ title }) => title)

  test('reaches the catalogue with the next run: a new programme, its new title, its end', async () => {
    const { id } = await publishing('Changing')
    expect(await titles()).not.toContain('Changing')
    expect(await hub.publish()).toBe(1)
    expect(await titles()).toContain('Changing')
    await write('changeProgramme', { programme: id, title: 'Changed' })
    expect(await hub.publish()).toBe(1)
    expect(await titles({ search: 'Chang' })).toEqual(['Changed'])
    await write('cancelProgramme', { programme: id })
    await hub.publish()
    expect(await titles()).not.toContain('Changed')
    expect(await count('borough', "select count(*)::int from catalogue_programme where title like 'Chang%'")).toBe(0)
  })

  test('of who takes part reaches it when the places do, and not before', async () => {
    const { id } = await publishing('Sought after', 11)
    await hub.publish()
    const enrol = (card: number) =>
      write('enrol', { programme: id, resident: `card-${card}`, learnerGroup: 'GENERAL', sixtyOrOver: false })
    const listed = async () => (await search(borough, { search: 'Sought' })).nodes[0]
    const before = await listed()
    expect(before).toMatchObject({ places: 'OPEN' })
    for (let card = 1; card <= 10; card += 1) await enrol(card)
    expect(await hub.publish()).toBe(0)
    expect(await listed()).toEqual(before)
    await enrol(11)
    expect(await hub.publish()).toBe(1)
    expect(await listed()).toMatchObject({ places: 'FULL' })
    await write('cancelProgramme', { programme: id })
    await hub.publish()
  })

  test('about sharing takes everything out, and brings it back', async () => {
    const before = await titles({ from: '2024-01-01' })
    expect(before.length).toBeGreaterThan(3)
    await write('setSharing', { dataset: 'PROGRAMMES', level: 'CITY' })
    await hub.publish()
    expect(await titles({ from: '2024-01-01' })).toEqual([])
    expect(
      await count('borough', `select count(*)::int from catalogue_programme where community_code = '${lane}'`),
    ).toBe(0)
    await write('setSharing', { dataset: 'PROGRAMMES', level: 'PUBLIC' })
    await hub.publish()
    expect(await titles({ from: '2024-01-01' })).toEqual(before)
    await write('setSharing', { dataset: 'PROGRAMMES', level: 'PUBLIC' })
    expect(await hub.publish()).toBe(0)
  })

  test('and what is over is listed only to who asks for earlier days', async () => {
    const over = (await search('310101002000', { from: '2025-01-01', to: '2025-08-01' }, { first: 500 })).nodes
    expect(over.some(({ endsOn }) => endsOn < '2025-09-15')).toBe(true)
    const listed = (await search('310101002000', { to: '2025-08-01' }, { first: 500 })).nodes
    expect(listed).toEqual(over.filter(({ endsOn }) => endsOn >= '2025-09-15'))
  })
})
