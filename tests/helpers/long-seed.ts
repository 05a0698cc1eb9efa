import { readEnvironment } from '@shequ/process/read-environment'
import { type Random, randomFor } from '@shequ/data/random/random'
import { z } from 'zod'

const environment = z.object({ SEED: z.coerce.number().int().optional() })

/** Random numbers that are others each time, for a long test. The seed is printed; `SEED=… npm run test:long -- <path>` repeats it. */
export function longSeed(test: string): Random {
  const seed = readEnvironment(environment).SEED ?? Math.floor(Math.random() * 2 ** 31)
  process.stderr.write(`${test}: SEED=${seed}\n`)
  return randomFor(seed, test)
}
