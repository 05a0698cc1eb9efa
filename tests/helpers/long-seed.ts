import { type Random, randomFor } from '@shequ/schema/random/random'
import { randomSeed } from '@shequ/process/testing/random-seed'

/** Random numbers that are others each time, for a long test. The seed is printed; `TEST_SEED=… npm run test:long -- <path>` repeats it. */
export function longSeed(test: string): Random {
  const seed = randomSeed()
  process.stderr.write(`${test}: TEST_SEED=${seed}\n`)
  return randomFor(seed, test)
}
