import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '../helpers/pages.js'
import { daySection, examplesOf, sectionOf } from '../helpers/readme-examples.js'
import { type TestHub, startHubOfADay } from '../helpers/start-hub.js'

const city = '310000000000'
const { inside: section } = sectionOf(await readPage('schema/README.md'), daySection)

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
  test.each(examplesOf(section))('answers $name as the page says', async ({ query, answer }) => {
    const { data, errors } = await hub.ask(query)
    expect([data, errors]).toEqual([answer, undefined])
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
