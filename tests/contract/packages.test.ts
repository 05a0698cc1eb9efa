import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

interface Manifest {
  readonly license: string
  readonly workspaces?: readonly string[]
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

const manifestOf = async (folder: string) =>
  JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as Manifest

const { workspaces = [] } = await manifestOf('.')
const manifests = await Promise.all(['.', ...workspaces].map(manifestOf))
const wanted = manifests.flatMap(({ dependencies = {}, devDependencies = {} }) => [
  ...Object.entries(dependencies),
  ...Object.entries(devDependencies),
])

test('every package is wanted in one exact version', () => {
  const firsts = new Map(wanted.toReversed())
  expect(wanted.filter(([name, version]) => firsts.get(name) !== version)).toEqual([])
  expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})

/** Packages that are made to work together in one version. */
test.each([
  ['Apollo Federation', /^@apollo\/(composition|federation-internals|gateway|query-planner|subgraph)$/],
  ['Prisma', /^(prisma|@prisma\/(adapter-pg|client))$/],
])('the packages of %s are of one version', (_, isOfThem) => {
  const versions = wanted.filter(([name]) => isOfThem.test(name)).map(([, version]) => version)
  expect(versions.length).toBeGreaterThan(1)
  expect(new Set(versions).size).toBe(1)
})

test('the lock file names no registry', async () => {
  expect(await readFile(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved": "http')
})
