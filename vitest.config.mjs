import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import LongestFirst from './tests/longest-first.mjs'

const root = import.meta.dirname
const readPackage = (folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))

/** Tests run against the sources: a workspace package's name maps to its `src`, and `dist` is never read. */
const toSources = readPackage('.')
  .workspaces.filter((folder) => folder !== 'tests')
  .flatMap((folder) => {
    const { name } = readPackage(folder)
    return [
      { find: new RegExp(`^${name}$`), replacement: join(root, folder, 'src/index.ts') },
      { find: new RegExp(`^${name}/(.*)$`), replacement: join(root, folder, 'src/$1.ts') },
    ]
  })

/** What a run of short tests and one of long tests have in common. */
export const base = {
  exclude: ['**/node_modules/**', '**/dist/**'],
  // One process after another would load the same thousand modules for each file: the two workers keep them.
  pool: 'forks',
  isolate: false,
  maxWorkers: 2,
  globalSetup: [join(root, 'infra/postgres/bin/open-test-run.mjs')],
  sequence: { sequencer: LongestFirst },
  // What a page or a process comes to in a moment may take seconds where much runs beside it.
  expect: { poll: { timeout: 10_000 } },
  reporters: ['default', join(root, 'tests/reporter.mjs')],
}

export const resolve = {
  alias: [
    // Vite would take the other of the package's two copies than the packages that require it, to which its schemas are foreign.
    { find: /^graphql$/, replacement: join(root, 'node_modules/graphql/index.js') },
    ...toSources,
  ],
}

export default defineConfig({
  resolve,
  test: {
    ...base,
    include: ['**/*.test.ts'],
    exclude: [...base.exclude, '**/*.long.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
