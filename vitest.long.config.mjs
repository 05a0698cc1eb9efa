import { defineConfig } from 'vitest/config'
import { base, resolve } from './vitest.config.mjs'

/** What takes longer than a test run should: chaos, soak, thousands of random cases. Run by `npm run test:long` and by CI. */
export default defineConfig({
  resolve,
  test: { ...base, include: ['**/*.long.test.ts'], testTimeout: 1_200_000, hookTimeout: 1_200_000 },
})
