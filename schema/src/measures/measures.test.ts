import { expect, test } from '@jest/globals'
import { type MeasureDefinition, measures } from './measures.js'

test('a measure without a denominator is its numerator, which is read in its place', () => {
  const counts = Object.entries(measures).filter(
    ([, { denominator }]: [string, MeasureDefinition]) => denominator === null,
  )
  expect(counts.map(([name]) => name)).toContain('ATTENDANCES')
  for (const [, { scale }] of counts) expect(scale).toBe(1)
})
