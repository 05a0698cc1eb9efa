import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { readEnvironment } from '../read-environment.js'

const seedEnvironment = z.object({ TEST_SEED: z.coerce.number().int().min(0).optional() })

/** The seed of a long test's draws: a new one each time, unless `TEST_SEED` repeats one that failed. */
export function randomSeed(): number {
  return readEnvironment(seedEnvironment).TEST_SEED ?? randomInt(2 ** 31)
}
