import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '../helpers/pages.js'
import { daySections, examplesOf, sectionsOf } from '../helpers/readme-examples.js'
import { type TestHub, startHubOfADay } from '../helpers/start-hub.js'

const city = '310000000000'
const examples = examplesOf(sectionsOf(await readPage('schema/README.md'), daySections).inside)
const example = (name: string) => examples.find((one) => one.name === name) ?? { query: '', answer: undefined }

/** One after the other: a receipt is random, and followed. */
const ofReceipts = ['LetEnrol', 'EnrolResident', 'FollowPlace']
/** Its answer has a watermark, which is the server's. */
const ofWatermark = 'SyncCatalogue'
/** What the office of the community does. */
const ofOffice = 'MoveSession'

let hub: TestHub
beforeAll(async () => {
  hub = await startHubOfADay()
  await hub.publish()
}, 120_000)
afterAll(() => hub.close())

interface Listed {
  readonly startsOn: string
  readonly endsOn: string
}

/** Everything that the catalogue lists of a filter. */
async function list(filter: string): Promise<readonly Listed[]> {
  const { data, errors } = await hub.ask<{ programmes: { nodes: Listed[]; totalCount: number } }>(
    `{ programmes(within: "${city}", filter: {${filter}}, first: 500) { totalCount nodes { startsOn endsOn } } }`,
  )
  expect(errors).toBeUndefined()
  expect(data.programmes.nodes).toHaveLength(data.programmes.totalCount)
  return data.programmes.nodes
}

describe('a hub on the day that its activity is generated for', () => {
  test('has the questions of a district app on the page', () => {
    expect(examples.map(({ name }) => name)).toEqual([
      'ProgrammesTonight',
      ofWatermark,
      'OnFromToday',
      'ProgrammePage',
      'ByLink',
      ofOffice,
      ...ofReceipts,
    ])
  })

  test.each(examples.filter(({ name }) => ![...ofReceipts, ofWatermark, ofOffice].includes(name)))(
    'answers $name as the page says, in one request',
    async ({ query, answer }) => {
      const { data, errors } = await hub.ask(query)
      expect([data, errors]).toEqual([answer, undefined])
    },
  )

  test('answers an NGO that keeps a copy of the catalogue, whatever the watermark', async () => {
    const { query, answer } = example(ofWatermark)
    const { data, errors } = await hub.ask<{ programmes: { watermark: string } }>(query)
    expect(errors).toBeUndefined()
    const shown = answer as typeof data
    expect(data).toEqual({ ...shown, programmes: { ...shown.programmes, watermark: data.programmes.watermark } })
    const since = await hub.ask(query, { since: data.programmes.watermark })
    expect([since.errors, since.status]).toEqual([undefined, 200])
  })

  test('leads from what is on tonight to its page, and to a place in it', async () => {
    const tonight = await hub.ask<{ programmes: { nodes: { title: string; programme: { id: string } }[] } }>(
      example('ProgrammesTonight').query,
    )
    const [{ title, programme } = { title: '', programme: { id: '' } }] = tonight.data.programmes.nodes
    for (const name of ['ProgrammePage', 'EnrolResident']) expect(example(name).query).toContain(`"${programme.id}"`)
    const page = await hub.ask<{ programme: { title: string } }>(example('ProgrammePage').query)
    expect(page.data.programme.title).toBe(title)
  })

  test('takes a resident into it by an app, who follows the place by its receipt', async () => {
    const [letEnrol, enrolResident, followPlace] = ofReceipts.map(example)
    const office = await hub.token('community-office', '310101002013')
    const app = await hub.token('district-app', undefined, 'courses.example')
    const refused = await hub.ask(enrolResident?.query ?? '', {}, app)
    expect(refused.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
    expect((await hub.ask(letEnrol?.query ?? '', {}, office)).data).toEqual(letEnrol?.answer)
    const enrolled = await hub.ask<{ enrol: { receipt: string } }>(enrolResident?.query ?? '', {}, app)
    const { receipt } = enrolled.data?.enrol ?? {}
    const shown = enrolResident?.answer as { enrol: { receipt: string } }
    for (const one of [receipt, shown.enrol.receipt]) expect(one).toMatch(/^[\w-]{32}$/)
    expect(enrolled.data).toEqual({ enrol: { ...shown.enrol, receipt } })
    expect((await hub.ask(followPlace?.query ?? '', { receipt })).data).toEqual(followPlace?.answer)
    expect((await hub.ask(followPlace?.query ?? '', { receipt: shown.enrol.receipt })).data).toEqual({
      community: { followUp: null },
    })
  })

  test('moves an evening for the office, which is a change of its programme', async () => {
    const updatedAt = async () => {
      const changed = `{ programme(id: "310101002013:dc0ea560-c3c8-42d8-8a56-d68f416b69a2") { provenance { updatedAt } } }`
      const { data } = await hub.ask<{ programme: { provenance: { updatedAt: string } } }>(changed)
      return data.programme.provenance.updatedAt
    }
    const before = await updatedAt()
    const { query, answer } = example(ofOffice)
    const { data, errors } = await hub.ask(query, {}, await hub.token('community-office', '310101002013'))
    expect([data, errors]).toEqual([answer, undefined])
    expect(await updatedAt()).not.toBe(before)
  })

  test('lists what is on and what is announced to who names no day', async () => {
    const listed = await list('')
    expect(listed).toEqual(await list('from: "2026-09-10"'))
    expect(listed.filter(({ startsOn }) => startsOn < '2026-09-10').length).toBeGreaterThan(5)
    expect(listed.filter(({ startsOn }) => startsOn > '2026-11-10').length).toBeGreaterThan(5)
    expect(listed.every(({ endsOn, startsOn }) => endsOn >= '2026-09-10' && startsOn <= '2026-12-10')).toBe(true)
  })

  test('has programmes tonight', async () => {
    expect(await list('from: "2026-09-10", to: "2026-09-10", startsFrom: "18:00"')).not.toEqual([])
  })

  test('takes a resident into what is announced', async () => {
    const { data } = await hub.ask<{
      programmes: { nodes: { programme: { id: string }; community: { code: string } }[] }
    }>(
      `{ programmes(within: "${city}", filter: {from: "2026-10-20", places: [OPEN]}, first: 1) {
        nodes { programme { id } community { code } } } }`,
    )
    const [{ programme, community } = { programme: { id: '' }, community: { code: '' } }] = data.programmes.nodes
    const enrolled = await hub.ask(
      `mutation ($input: EnrolInput!) { enrol(input: $input) { status } }`,
      {
        input: {
          community: community.code,
          programme: programme.id,
          resident: 'a resident of the day',
          learnerGroup: 'GENERAL',
          sixtyOrOver: false,
        },
      },
      await hub.token('community-office', community.code),
    )
    expect([enrolled.errors, enrolled.data]).toEqual([undefined, { enrol: { status: 'ENROLLED' } }])
  })
})
