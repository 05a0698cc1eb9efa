import { expect, test } from 'vitest'
import { baseCounts } from './base-counts.js'
import { measures } from './measures.js'
import type { MeasureDefinition } from './measure-definition.js'
import { registerCounts } from './register-counts.js'

test('a measure without a denominator is its numerator, which is read in its place', () => {
  const counts = Object.entries(measures).filter(
    ([, { denominator }]: [string, MeasureDefinition]) => denominator === null,
  )
  expect(counts.map(([name]) => name)).toContain('ATTENDANCES')
  for (const [, { scale }] of counts) expect(scale).toBe(1)
})

test('a definition is understood alone: it leans on no other, and on no letter', () => {
  const texts = [
    ...Object.values(measures).flatMap(({ meaning, note }: MeasureDefinition) => [meaning, note ?? '']),
    ...Object.values(baseCounts).map(({ meaning }) => meaning),
    ...Object.values(registerCounts),
  ]
  expect(texts.filter((text) => /\b(the same|likewise|these|those of|that day|n)\b/i.test(text))).toEqual([])
})
