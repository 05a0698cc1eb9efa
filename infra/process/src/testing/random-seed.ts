import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { readEnvironment } from '../read-environment.js'

const seedEnvironment = z.object({ TEST_SEED: z.coerce.number().int().min(0).optional() })

/** The seed of a long test's draws: a new one each time, unless `TEST_SEED` repeats one that failed. */
export function randomSeed(): number {
  return readEnvironment(seedEnvironment).TEST_SEED ?? randomInt(2 ** 31)
}

const shareEnvironment = z.object({ LONG_SHARE: z.coerce.number().min(0.01).max(1).default(1) })

/**
 * How many of its random cases a long test does: all, or the share of them that `LONG_SHARE` says. CI does a share, within its half
 * hour: each run draws others.
 */
export function shareOf(cases: number): number {
  return Math.ceil(cases * readEnvironment(shareEnvironment).LONG_SHARE)
}
