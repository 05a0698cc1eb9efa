import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ScratchCopy, openScratchCopy } from '../helpers/scratch-copy.js'

let copy: ScratchCopy
beforeAll(async () => {
  copy = await openScratchCopy()
})
afterAll(() => copy.remove())

/** What is done at each place that the recipe names, for a field `gazette` of an ordinance. */
const steps: Readonly<Record<string, () => Promise<void>>> = {
  'schema/city.graphql': async () => {
    const field = '  "The number of the gazette that printed it; null while none did."\n  gazette: String'
    await copy.addBehind('schema/city.graphql', 'type Ordinance @key', field)
    await copy.addBehind('schema/city.graphql', 'input AdoptOrdinanceInput {', field)
  },
  'schema/src/checks/reviewed-text.ts': () =>
    copy.addBehind('schema/src/checks/reviewed-text.ts', "'Ordinance.title'", "      'Ordinance.gazette',"),
  'subgraphs/city/prisma/schema.prisma': () =>
    copy.addBehind('subgraphs/city/prisma/schema.prisma', 'inForceFrom DateTime', '  gazette     String?'),
  'subgraphs/city/prisma/migrations': async () => {
    const folder = join(copy.folder, 'subgraphs/city/prisma/migrations/29991231000000_gazette')
    await mkdir(folder)
    await writeFile(join(folder, 'migration.sql'), 'ALTER TABLE "ordinance" ADD COLUMN "gazette" TEXT;\n')
  },
  'subgraphs/city/src/database/tables.ts': () =>
    copy.addBehind('subgraphs/city/src/database/tables.ts', "inForceFrom: 'in_force_from'", "    gazette: 'gazette',"),
  'subgraphs/city/src/database/rows.ts': () =>
    copy.addBehind(
      'subgraphs/city/src/database/rows.ts',
      'readonly inForceFrom: string',
      '  readonly gazette: string | null',
    ),
  'subgraphs/city/src/database': () =>
    copy.addBehind(
      'subgraphs/city/src/database/adopt-ordinance.ts',
      'inForceFrom: toDayColumn(inForceFrom)',
      '          gazette: input.gazette ?? null,',
    ),
}

/** A test as the recipe asks for it: the field is written and read. */
const fieldTest = `
import { anonymous } from '@shequ/schema/viewer'
import { expect, test } from 'vitest'
import { openCitySubgraph } from '../testing/open-city-subgraph.js'

test('a gazette is written and read', async () => {
  const subgraph = await openCitySubgraph()
  const office = { ...anonymous, subject: 'the office', role: 'city-office', division: '310000000000' } as const
  const { data, errors } = await subgraph.ask(
    'mutation ($input: AdoptOrdinanceInput!) { adoptOrdinance(input: $input) { title gazette } }',
    { input: { city: '310000000000', title: 'One', summary: 'One', adoptedOn: '2025-01-01', gazette: '2025-17' } },
    office,
  )
  await subgraph.close()
  expect([data, errors ?? []]).toEqual([{ adoptOrdinance: { title: 'One', gazette: '2025-17' } }, []])
})
`

test('a field is added by what the recipe says, and nothing else', async () => {
  const page = await readFile(join(copy.folder, 'CONTRIBUTING.md'), 'utf8')
  const recipe = /## Add a field\n(.*?)\n## /s.exec(page)?.[1] ?? ''
  for (const [place, change] of Object.entries(steps)) {
    expect(recipe).toContain(`\`${place}\``)
    await change()
  }
  await copy.run('subgraphs/shared/bin/generate.mjs', [], 'subgraphs/city')
  await copy.run('node_modules/typescript/bin/tsc', ['-b', 'subgraphs/city'])
  await expect(copy.run('infra/cli/bin/drift.mjs')).rejects.toThrow('supergraph')
  await copy.run('schema/bin/compose.mjs')
  await copy.run('infra/cli/bin/drift.mjs')
  await writeFile(join(copy.folder, 'subgraphs/city/src/resolvers/gazette.test.ts'), fieldTest)
  await copy.run('node_modules/vitest/vitest.mjs', ['run', 'subgraphs/city/src/resolvers/gazette', 'schema/src/checks'])
}, 300_000)
