import base from './jest.config.mjs'

/** What takes longer than a test run should: chaos, soak, thousands of random cases. Run by `npm run test:long` and by CI. */
export default {
  ...base,
  testMatch: ['**/*.long.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testTimeout: 600_000,
  // Two at a time, as many as a small machine has processors: most of them wait for processes that they started, or count in one thread.
  maxWorkers: 2,
}
