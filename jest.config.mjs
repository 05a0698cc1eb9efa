const workspaces = {
  schema: 'schema',
  process: 'infra/process',
  postgres: 'infra/postgres',
  data: 'infra/data',
  cli: 'infra/cli',
  subgraph: 'subgraphs/shared',
  disclosure: 'subgraphs/disclosure',
  city: 'subgraphs/city',
  borough: 'subgraphs/borough',
  community: 'subgraphs/community',
  gateway: 'gateway',
}

/** Tests run against the sources: a workspace package's name maps to its `src`, and `dist` is never read. */
const toSources = Object.fromEntries(
  Object.entries(workspaces).map(([name, folder]) => [`^@shequ/${name}/(.*)$`, `<rootDir>/${folder}/src/$1.ts`]),
)

/** @type {import('jest').Config} */
export default {
  roots: Object.values(workspaces)
    .map((folder) => `<rootDir>/${folder}/src`)
    .concat('<rootDir>/tests'),
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.long\\.test\\.ts$'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^@shequ/disclosure$': '<rootDir>/subgraphs/disclosure/src/index.ts',
    ...toSources,
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/'],
  transform: {
    '^.+\\.ts$': [
      '<rootDir>/tests/transform-source.mjs',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  transformIgnorePatterns: ['/node_modules/'],
  coverageProvider: 'v8',
  globalSetup: '<rootDir>/infra/postgres/bin/open-test-run.mjs',
  globalTeardown: '<rootDir>/infra/postgres/bin/close-test-run.mjs',
  testTimeout: 30_000,
  // Jest would leave one of two processors idle. What a worker has loaded it never gives back: it begins anew when it is full.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
  // A worker that has ended frees half a gigabyte before it is gone: 0.3 s alone, 0.9 s where others work beside. One that something keeps is named all the same.
  workerGracefulExitTimeout: 5_000,
  testSequencer: '<rootDir>/tests/longest-first.mjs',
  reporters: ['default', 'summary', '<rootDir>/tests/reporter.mjs'],
}
