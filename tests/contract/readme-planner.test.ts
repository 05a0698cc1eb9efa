import { measures } from '@shequ/schema/measures/measures'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import readWorkbook from 'read-excel-file/node'
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

const cellsOf = (line: string) =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())

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

  test('shows what stands on the first sheet of the workbook that its command writes', async () => {
    const command =
      'curl -H "Authorization: Bearer $TOKEN" -o attendances.xlsx "http://localhost:4000/measures.xlsx?within=310000000000&boroughs=310101000000,310151000000&measures=ATTENDANCES,SESSIONS&groupBy=BOROUGH,PERIOD&from=2025-01&to=2025-12&grain=QUARTER&columns=PERIOD"'
    expect(section).toContain(command)
    const [, path = ''] = /"http:\/\/localhost:4000([^"]*)"/.exec(command) ?? []
    const response = await fetch(hub.url + path, { headers: { authorization: `Bearer ${token}` } })
    const sheets = await readWorkbook(Buffer.from(await response.arrayBuffer()))
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['measures', 'definitions', 'coverage', 'question'])
    const [names = [], ...rows] = sheets[0]?.data ?? []
    const [, table = ''] = /Its first sheet has these columns[^\n]*\n\n(.*?)\n\n/s.exec(section) ?? []
    const [shown = [], , ...lines] = table.split('\n').map(cellsOf)
    expect(lines).toEqual(rows.map((row) => shown.map((name) => String(row[names.indexOf(name)] ?? ''))))
  })

  const refusals = [...section.matchAll(/^\| `(measures=.*?)` +\| (.*?) +\|$/gm)].map(([, ...cells]) => cells)

  test('has a refusal of each kind', () => {
    expect(refusals.length).toBeGreaterThan(25)
    expect(new Set(refusals.map(([, message]) => message?.replaceAll(/[A-Z_]{2,}|\d+/g, ''))).size).toBeGreaterThan(25)
  })

  test.each(refusals)('refuses %s with its reason and the next step, in both languages', async (asked, message) => {
    const question = new URLSearchParams(`within=${city}&from=2025-01&to=2025-06&grain=QUARTER`)
    for (const [name, value] of new URLSearchParams(asked)) question.set(name, value)
    const [english, chinese] = await Promise.all(
      ['en', 'zh'].map(async (language) => {
        const headers = { authorization: `Bearer ${token}`, 'accept-language': language }
        const response = await fetch(`${hub.url}/measures.csv?${question.toString()}`, { headers })
        return (await response.json()) as { errors: { message: string; extensions: object }[] }
      }),
    )
    expect(english?.errors.map((error) => error.message)).toEqual([message])
    expect(chinese?.errors[0]?.extensions).toEqual(english?.errors[0]?.extensions)
    expect(chinese?.errors[0]?.message).toMatch(/^[^a-z]*详情：.*[一-龥].*。$/s)
    expect(chinese?.errors[0]?.message).not.toMatch(/Expected|Ask |Give |Leave |Add /)
  })
})
