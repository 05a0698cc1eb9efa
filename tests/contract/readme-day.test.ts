import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '../helpers/pages.js'
import { daySections, examplesOf, sectionsOf, withoutReceipts } from '../helpers/readme-examples.js'
import { type TestHub, startHubOfADay } from '../helpers/start-hub.js'

const city = '310000000000'
const examples = examplesOf(sectionsOf(await readPage('schema/README.md'), daySections).inside)
const example = (name: string) => examples.find((one) => one.name === name) ?? { query: '', answer: undefined }

/** Its answer has a watermark, which is the server's. */
const ofWatermark = 'SyncCatalogue'
/** What is written, and what follows it: one after the other, each by whom the page says. */
const ofOffice = ['MoveSession', 'RecordAndTakeBack', 'CancelEvening']
const ofReceipts = ['LetEnrol', 'EnrolResident', 'FollowPlace', 'RaiseVoice', 'AnswerVoice', 'FollowVoice']
const ofOperator = ['PublishAtOwnCentre', 'RunAtOwnCentre', 'RecordAtOwnCentre']
const others = [ofWatermark, ...ofOffice, ...ofReceipts, ...ofOperator]

const community = '310101002013'
const evenings = `${community}:dc0ea560-c3c8-42d8-8a56-d68f416b69a2`
let hub: TestHub
beforeAll(async () => {
  hub = await startHubOfADay()
  await hub.publish()
}, 120_000)
afterAll(() => hub.close())

/** Asks an example as somebody, and finds the answer that the page shows. */
async function showsAnswer<Data>(name: string, variables: Record<string, unknown>, token?: string): Promise<Data> {
  const { query, answer } = example(name)
  const { data, errors } = await hub.ask<Data>(query, variables, token)
  expect([errors, withoutReceipts(data)]).toEqual([undefined, withoutReceipts(answer)])
  return data
}

/** The id of what a write made: a retry with its key gives the same. */
async function idOf(field: string, query: string, variables: Record<string, unknown>, token: string): Promise<string> {
  const asking = query.replace(/(\n {2}\) \{\n)/, '$1    id\n')
  const { data } = await hub.ask<Record<string, { id: string }>>(asking, variables, token)
  return data[field]?.id ?? ''
}

const enrolment = 'mutation ($input: EnrolInput!) { enrol(input: $input) { status } }'
const stranger = { learnerGroup: 'GENERAL', sixtyOrOver: false }

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
      ...ofOffice,
      ...ofReceipts,
      ...ofOperator,
    ])
  })

  test.each(examples.filter(({ name }) => !others.includes(name)))(
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

  test('lets an app enrol a resident and raise a voice, who follows both by receipts', async () => {
    const office = await hub.token('community-office', community)
    const app = await hub.token('district-app', undefined, 'courses.example')
    const refused = await hub.ask(example('EnrolResident').query, {}, app)
    expect(refused.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
    await showsAnswer('LetEnrol', {}, office)
    const { enrol } = await showsAnswer<{ enrol: { receipt: string } }>('EnrolResident', {}, app)
    await showsAnswer('FollowPlace', { receipt: enrol.receipt })
    const { raiseVoice } = await showsAnswer<{ raiseVoice: { receipt: string } }>('RaiseVoice', {}, app)
    const open = `{ community(code: "${community}") { voices(first: 100, status: OPEN) { nodes { id requestedDatetime } } } }`
    const { data } = await hub.ask<{ community: { voices: { nodes: { id: string; requestedDatetime: string }[] } } }>(
      open,
      {},
      office,
    )
    const raised = data.community.voices.nodes.filter(({ requestedDatetime }) => requestedDatetime >= '2026-09-10T04')
    expect(raised).toHaveLength(1)
    await showsAnswer('AnswerVoice', { voice: raised[0]?.id }, office)
    await showsAnswer('FollowVoice', { receipt: raiseVoice.receipt })
    for (const { query, answer } of [example('EnrolResident'), example('RaiseVoice')]) {
      const [, receipt = ''] = /"receipt":"([^"]*)"/.exec(JSON.stringify(answer)) ?? []
      expect([query, receipt]).toEqual([query, expect.stringMatching(/^[\w-]{32}$/)])
      const followed = await hub.ask(example('FollowPlace').query, { receipt })
      expect(followed.data).toEqual({ community: { followUp: null } })
    }
  })

  test('moves and cancels an evening and takes attendance back for the office, which changes the programme', async () => {
    const office = await hub.token('community-office', community)
    const updatedAt = async () => {
      const { data } = await hub.ask<{ programme: { provenance: { updatedAt: string } } }>(
        `{ programme(id: "${evenings}") { provenance { updatedAt } } }`,
      )
      return data.programme.provenance.updatedAt
    }
    const enrolled = await hub.ask(
      enrolment,
      { input: { ...stranger, community, programme: evenings, resident: 'list-0912' } },
      office,
    )
    expect(enrolled.errors).toBeUndefined()
    const before = await updatedAt()
    for (const name of ofOffice) await showsAnswer(name, {}, office)
    expect(await updatedAt()).not.toBe(before)
  })

  test('lets an operator write at its own centre, and at no other', async () => {
    const ofCode = (organisation: string) => hub.token('ngo', undefined, 'a tool', organisation)
    const [operator, other] = [await ofCode('52310101MJJU2D1L6K'), await ofCode('52310101MJFNHXHW0C')]
    const refused = await hub.ask(example('PublishAtOwnCentre').query, {}, other)
    expect(refused.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
    await showsAnswer('PublishAtOwnCentre', {}, operator)
    const programme = await idOf('publishProgramme', example('PublishAtOwnCentre').query, {}, operator)
    await showsAnswer('RunAtOwnCentre', { programme }, operator)
    const session = await idOf('scheduleSession', example('RunAtOwnCentre').query, { programme }, operator)
    await showsAnswer('RecordAtOwnCentre', { session }, operator)
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
    const [{ programme, community: where } = { programme: { id: '' }, community: { code: '' } }] = data.programmes.nodes
    const enrolled = await hub.ask(
      enrolment,
      { input: { ...stranger, community: where.code, programme: programme.id, resident: 'a resident of the day' } },
      await hub.token('community-office', where.code),
    )
    expect([enrolled.errors, enrolled.data]).toEqual([undefined, { enrol: { status: 'ENROLLED' } }])
  })
})
