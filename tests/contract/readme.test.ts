import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askingEnvironment, subgraphEnvironment } from '@shequ/cli/run/environment'
import { gatewayEnvironment } from '@shequ/gateway/config'
import { errorTable } from '@shequ/schema/errors/error-table'
import type { z } from 'zod'
import { commandsAndTests, readCommands } from '../helpers/readme-commands.js'
import { authorPages, pages, readPage, readPages } from '../helpers/pages.js'
import { daySections, examplesOf, plannerSection, sectionsOf } from '../helpers/readme-examples.js'
import { type TestHub, startHub } from '../helpers/start-hub.js'

const root = join(import.meta.dirname, '../..')
const all = await readPages()

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
  await hub.publish()
}, 120_000)
afterAll(() => hub.close())

/** The planner's section and those of the day are told of other cities, and have tests of their own beside; figures of the README's are of the whole city, and a long test's. */
const outside = [
  await readPage('README.md'),
  sectionsOf(await readPage('schema/README.md'), [plannerSection, ...daySections]).outside,
  await readPage('gateway/README.md'),
  await readPage('subgraphs/README.md'),
].join('\n')
const examples = examplesOf(outside)

describe('the pages', () => {
  test('gives an answer to every query', () => {
    expect(examples.map(({ name }) => name)).toEqual([
      'NextCourse',
      'MostActiveBoroughs',
      'FreePlaces',
      'DistrictApp',
      'InChinese',
      'NgoTool',
      'NgoCity',
      'PublishProgramme',
      'ConsignCentre',
    ])
    expect([...outside.matchAll(/```graphql/g)]).toHaveLength(examples.length)
  })

  test.each(examples.filter(({ name }) => name !== 'MostActiveBoroughs'))(
    'tells the truth about $name',
    async ({ query, answer }) => {
      const token = query.includes('mutation') ? await hub.token('community-office', '310101002001') : undefined
      const { data, errors } = await hub.ask(query, {}, token)
      expect(errors).toBeUndefined()
      expect(data).toEqual(answer)
    },
  )

  test('shows the examples that stand in the explorer', async () => {
    const folder = join(root, 'gateway/explore/examples')
    for (const file of await readdir(folder)) expect(all).toContain(await readFile(join(folder, file), 'utf8'))
  })

  test('has no command that no test runs', async () => {
    expect(await readCommands()).toEqual(Object.keys(commandsAndTests))
  })

  test.each(Object.entries(commandsAndTests))('%s is run by %s', async (command, place) => {
    const text = await readFile(join(root, place.startsWith('.ci') ? place : `tests/${place}`), 'utf8')
    expect(text).toContain(command)
  })

  test('has the table of errors', () => {
    const rows = tableRows(/^\| `([A-Z_]+)` +\| +(\d{3}) +\| (.*?) +\|$/gm)
    expect(rows).toEqual(Object.entries(errorTable).map(([code, { status, meaning }]) => [code, `${status}`, meaning]))
  })

  test('has the table of environment variables', () => {
    const rows = tableRows(/^\| `([A-Z_]+)` +\| +(?:`([^`]*)`)? *\| (.*?) +\|$/gm).filter(
      ([name]) => !(name && name in errorTable),
    )
    const variables = new Map(
      [gatewayEnvironment, subgraphEnvironment, askingEnvironment]
        .flatMap(({ shape }) => Object.entries<z.ZodType>(shape))
        .toReversed(),
    )
    expect(new Set(rows.map(([name]) => name))).toEqual(new Set(variables.keys()))
    for (const [name = '', byDefault, meaning] of rows) {
      const variable = variables.get(name)
      expect(meaning).toBe(variable?.description)
      const parsed: unknown = variable?.safeParse(undefined).data
      expect(byDefault ?? '').toBe(isPlain(parsed) ? `${parsed}` : '')
    }
  })
})

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

function tableRows(row: RegExp): (string | undefined)[][] {
  return [...all.matchAll(row)].map(([, ...cells]) => cells)
}

/** Where a heading's link leads, as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number} -]/gu, '')
    .replaceAll(' ', '-')

test.each([...pages, ...authorPages])('%s links to what is there', async (page) => {
  const links = [...(await readPage(page)).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)]
  for (const [link, file = '', anchor] of links) {
    const target = file === '' ? page : join(dirname(page), file)
    const text = await readFile(join(root, target), 'utf8').catch(() => undefined)
    expect([link, text === undefined]).toEqual([link, false])
    const anchors = [...(text ?? '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading))
    expect([link, anchor === undefined || anchors.includes(anchor)]).toEqual([link, true])
  }
})
