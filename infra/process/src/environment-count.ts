import { z } from 'zod'

/** A whole number of an environment, which is told what it takes, and what kind of thing it got. */
export function environmentCount(least: number, most: number) {
  const expected = `expected a whole number from ${least} to ${most}`
  const faults = { number: 'a text that is none', int: 'a fraction', range: 'one outside of that' }
  const error = (fault: keyof typeof faults) => `${expected}, but got ${faults[fault]}`
  return z.coerce.number(error('number')).int(error('int')).min(least, error('range')).max(most, error('range'))
}
