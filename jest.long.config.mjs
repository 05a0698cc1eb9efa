import base from './jest.config.mjs'

/** What takes longer than a test run should: chaos, soak, thousands of random cases. Run by `npm run test:long` and by CI. */
export default {
  ...base,
  testMatch: ['**/*.long.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testTimeout: 600_000,
  // One after the other: each keeps all processors busy, and some start processes of their own.
  maxWorkers: 1,
}
