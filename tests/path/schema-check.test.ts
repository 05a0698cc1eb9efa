import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSupergraph } from '@shequ/schema/compose/committed-supergraph'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hubArguments } from '../helpers/readme-commands.js'
import { hub } from '../helpers/run-hub.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shequ-check-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function write(name: string, text: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, text)
  return file
}

/** The hub's supergraph with a change. */
function changed(from: string | RegExp, to: string): string {
  const whole = readSupergraph()
  const other = whole.replace(from, to)
  if (other === whole) throw new Error(`Expected the supergraph to have ${String(from)}.`)
  return other
}

test('the hub’s own schema is as it comes', async () => {
  const { code, stdout } = await hub(hubArguments('npx hub schema check schema/supergraph.graphql'))
  expect([code, stdout]).toEqual([0, '# Nothing changes.\n'])
})

test('what breaks is named, with the registered operations and whose they are', async () => {
  const after = await write('after.graphql', changed(/\n {2}seats: Int!/, '\n  chairs: Int!'))
  await write(
    'portal.json',
    JSON.stringify({ seats: '{ educationCentres(within: "310000000000") { nodes { name } } }' }),
  )
  const operation = {
    id: '1',
    name: 'Seats',
    type: 'query',
    body: '{ community(code: "310101002001") { educationCentres { nodes { seats } } } }',
  }
  await write(
    'tool.json',
    JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: [operation] }),
  )
  const operations = await write(
    'clients.json',
    JSON.stringify({ anonymous: { manifest: 'portal.json' }, '52310114MJQHCK6F3G': { manifest: 'tool.json' } }),
  )
  const { code, stdout } = await hub(['schema', 'check', after, '--operations', operations])
  expect(code).toBe(1)
  expect(stdout).toContain('# 2 changes, 1 of 2 registered operations break.\n\n## Breaking')
  expect(stdout).toContain('- EducationCentre.seats was removed.\n')
  expect(stdout).toContain('## Safe.\n\n- EducationCentre.chairs was added.\n')
  expect(stdout).toContain('- Seats of 52310114MJQHCK6F3G: Cannot query field "seats" on type "EducationCentre".')
})

test('what is safe leaves the exit status at 0, compared with a schema as clients are shown it', async () => {
  const published = await write('published.graphql', 'type Query { a: Int }')
  const after = await write('shown.graphql', 'type Query { a: Int  b: Int }')
  const { code, stdout } = await hub(['schema', 'check', after, '--published', published])
  expect([code, stdout]).toEqual([
    0,
    '# 1 change, 0 of 0 registered operations break.\n\n## Safe.\n\n- Query.b was added.\n',
  ])
})

test('what is no schema is told in a sentence', async () => {
  const { code, stderr } = await hub(['schema', 'check', await write('none.graphql', 'type Query {')])
  expect(code).toBe(1)
  expect(stderr).toMatch(/^The supergraph can't be served: it is not GraphQL: Syntax Error/)
})
