import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { circlesOf, foldersOf, readImports } from '../helpers/import-graph.js'

const root = join(import.meta.dirname, '../..')
const { workspaces } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { workspaces: string[] }
const packages = await Promise.all(
  workspaces.map(async (folder) => {
    const { name } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as { name: string }
    return [name.replace('@shequ/', ''), folder] as const
  }),
)
const graph = await readImports(root, Object.fromEntries(packages))

test('no file imports what imports it, not even a type', () => {
  expect(graph.size).toBeGreaterThan(500)
  expect(circlesOf(graph)).toEqual([])
})

test('no folder imports what imports it', () => {
  expect(circlesOf(foldersOf(graph))).toEqual([])
})

test('a circle is found, and told as the way around it', () => {
  const imports = (from: string, ...to: string[]) => [from, new Set(to)] as const
  const circle = new Map([
    imports('a/one.ts', 'b/two.ts'),
    imports('b/two.ts', 'b/three.ts'),
    imports('b/three.ts', 'c/four.ts'),
    imports('c/four.ts', 'a/five.ts'),
    imports('a/five.ts'),
  ])
  expect(circlesOf(circle)).toEqual([])
  expect(circlesOf(foldersOf(circle))).toEqual(['a → b → c → a'])
  expect(circlesOf(new Map([...circle, imports('a/five.ts', 'a/one.ts')]))).toEqual([
    'a/one.ts → b/two.ts → b/three.ts → c/four.ts → a/five.ts → a/one.ts',
  ])
})
