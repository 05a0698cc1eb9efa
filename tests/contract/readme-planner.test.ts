import { measures } from '@shequ/schema/measures/measures'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '../helpers/pages.js'
import { examplesOf, plannerSection, sectionOf } from '../helpers/readme-examples.js'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'

const city = '310000000000'
const { inside: section } = sectionOf(await readPage('schema/README.md'), plannerSection)
const examples = examplesOf(section)

let hub: TestHub
let token: string
beforeAll(async () => {
  hub = await startReturnedHub()
  token = await hub.token('planner', city)
}, 240_000)
afterAll(() => hub.close())

describe('the page on asking, for planners', () => {
  test('answers or refuses every query', () => {
    expect(examples.map(({ name }) => name)).toEqual([
      'HowFar',
      'Planner',
      'LearnerGroups',
      'StreetByKind',
      'AreaGroups',
      'GrowthOfOffer',
      'BelowTarget',
      'PersonsOverKinds',
    ])
    expect([...section.matchAll(/```graphql/g)]).toHaveLength(examples.length)
  })

  test.each(examples)('tells the truth about $name', async ({ query, answer, isRefused }) => {
    const { data, errors } = await hub.ask(query, {}, token)
    expect(isRefused ? errors?.map(({ message }) => message) : { data, errors }).toEqual(
      isRefused ? [answer] : { data: answer, errors: undefined },
    )
  })

  test('has the table of measures', () => {
    const rows = [...section.matchAll(/^\| `([A-Z_0-9]+)` +\| (.*?) +\| (.*?) +\|$/gm)].map(([, ...cells]) => cells)
    expect(rows).toEqual(Object.entries(measures).map(([name, { unit, meaning }]) => [name, unit, meaning]))
  })

  test('names the folder of its hub once, before the commands that need it', () => {
    const commands = [...section.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = '']) => block.trim().split('\n'))
    expect(commands[0]).toBe('export DATA_DIR=.data-tiny')
    expect(section.match(/DATA_DIR=/g)).toHaveLength(1)
  })

  test('shows the file that its command writes', async () => {
    const command =
      'curl -H "Authorization: Bearer $TOKEN" "http://localhost:4000/measures.csv?within=310101000000&measures=ATTENDANCES&groupBy=PERIOD&from=2025-01&to=2025-06&grain=QUARTER"'
    expect(section).toContain(command)
    const [, path = ''] = /"http:\/\/localhost:4000([^"]*)"/.exec(command) ?? []
    const response = await fetch(hub.url + path, { headers: { authorization: `Bearer ${token}` } })
    const [, file] = /```csv\n(.*?)```/s.exec(section) ?? []
    expect((await response.text()).replaceAll('\r\n', '\n')).toBe(file)
  })
})
