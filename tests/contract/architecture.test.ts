import { execFile } from 'node:child_process'
import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { nodeSteps } from '@shequ/borough/nodes/move-node'
import { nodeStatuses } from '@shequ/schema/nodes/node-status'
import { placeStates } from '@shequ/subgraph/nodes/hosted-moves'
import { expect, test } from 'vitest'
import { authorPages } from '../helpers/pages.js'

const root = join(import.meta.dirname, '../..')
const { stdout } = await promisify(execFile)('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: root,
  maxBuffer: 16 * 1024 * 1024,
})
const files = stdout.split('\n')

const texts = await Promise.all(
  authorPages.map(async (page) => [page, await readFile(join(root, page), 'utf8')] as const),
)

/** Whatever a page names by `pattern`, each once, with the page. */
const namedBy = (pattern: RegExp) =>
  texts.flatMap(([page, text]) =>
    [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].map((name) => [page, name] as const),
  )

test.each(namedBy(/`((?:gateway|subgraphs|infra|schema|tests)\/[\w./-]+)`/g))(
  '%s leads to %s, which is there',
  async (_page, place) => {
    await expect(access(join(root, place))).resolves.toBeUndefined()
  },
)

test.each(namedBy(/`([\w./-]+\.(?:ts|mjs|sql))`/g))('%s names the file %s, which is there', (_page, name) => {
  expect(files.some((file) => `/${file}`.endsWith(`/${name}`))).toBe(true)
})

test('ARCHITECTURE.md draws the directions that lint keeps', async () => {
  const [, text = ''] = texts.find(([page]) => page === 'ARCHITECTURE.md') ?? []
  const { directions } = (await import(pathToFileURL(join(root, 'oxlint.config.mjs')).href)) as {
    readonly directions: Readonly<Record<string, readonly string[]>>
  }
  expect(drawnDirections(text)).toEqual(directions)
})

test('ARCHITECTURE.md draws the statuses and steps of the register, and the states of a place', async () => {
  const [, text = ''] = texts.find(([page]) => page === 'ARCHITECTURE.md') ?? []
  const [, register = '', , place = ''] = /## A community's move\n.*?```\n(.*?)```(.*?)```\n(.*?)```/s.exec(text) ?? []
  expect(nodeStatuses.filter((status) => !register.includes(status))).toEqual([])
  expect(placeStates.filter((state) => !place.includes(state))).toEqual([])
  for (const [step, moves] of Object.entries(nodeSteps))
    expect([step, new RegExp(`${step} \\+1`).test(register)]).toEqual([step, moves.every(({ newEpoch }) => newEpoch)])
})

/** What the picture says: a column for each package that is imported, a row for each folder, a dot where it imports it. */
function drawnDirections(text: string): Record<string, readonly string[]> {
  const [, picture = ''] = /```\n( +schema +process[^`]*)```/.exec(text) ?? []
  const [head = '', ...rows] = picture.trimEnd().split('\n')
  const columns = [...head.matchAll(/\S+/g)].map(({ 0: name, index }) => ({
    name,
    from: index,
    to: index + name.length,
  }))
  return Object.fromEntries(
    rows.map((row) => {
      const dots = [...row.matchAll(/●/g)].map(({ index }) => index)
      const imported = dots.map(
        (dot) => columns.find(({ from, to }) => dot >= from && dot < to)?.name ?? `column ${dot}`,
      )
      return [row.split(' ')[0] ?? '', imported]
    }),
  )
}
