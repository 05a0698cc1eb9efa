import { describe, expect, test } from 'vitest'
import type { FigureCell } from './figure-cell'
import { digitsApart, formatChange, formatValue, shapeOf } from './format-figure'

const cellOf = (given: Partial<FigureCell>): FigureCell => ({
  measure: 'PARTICIPATION_RATE',
  status: 'VALUE',
  value: null,
  low: null,
  high: null,
  ...given,
})

describe('the shape of a figure', () => {
  test('that is known is its number, with zero as zero', () => {
    expect(shapeOf(cellOf({ value: 12.34 }), 'en')).toEqual({ kind: 'number', text: '12.3%' })
    expect(shapeOf(cellOf({ status: 'ZERO', value: 0 }), 'en')).toEqual({ kind: 'number', text: '0%' })
  })

  test('that is hidden is a band or the bound that is known, and no number', () => {
    const hidden = cellOf({ status: 'SUPPRESSED', low: 0.0044, high: 2 })
    expect(shapeOf(hidden, 'en')).toEqual({ kind: 'band', low: '0.0044%', high: '2.0%' })
    expect(shapeOf({ ...hidden, low: 0.8121, high: 0.8143 }, 'en')).toEqual({
      kind: 'band',
      low: '0.812%',
      high: '0.814%',
    })
    expect(shapeOf({ ...hidden, high: null }, 'en')).toEqual({ kind: 'band', low: '0.0044%', high: null })
    expect(shapeOf({ ...hidden, low: null, high: null }, 'en')).toEqual({ kind: 'none' })
  })

  test.each(['PENDING', 'NOT_REPORTED', 'WITHHELD', 'UNAVAILABLE'] as const)(
    'of %s is none: never a zero',
    (status) => {
      expect(shapeOf(cellOf({ status }), 'zh')).toEqual({ kind: 'none' })
    },
  )
})

test('values are written in the unit of their measure', () => {
  expect(formatValue('ATTENDANCES', 12_345.2, 'en')).toBe('12,345')
  expect(formatValue('BUDGET_PER_HEAD', 2.4, 'zh')).toBe('¥2.40')
  expect(formatValue('HOURS_PER_RESIDENT', 0.034_56, 'en')).toBe('0.035')
})

test('numbers that differ are told apart by as few figures as do', () => {
  expect(digitsApart('BUDGET_PER_HEAD', [[2.098, 2.1]], 'en')).toBe(4)
  expect(formatValue('BUDGET_PER_HEAD', 2.098, 'en', 4)).toBe('¥2.098')
  expect(formatValue('BUDGET_PER_HEAD', 2.1, 'en', 4)).toBe('¥2.100')
  expect(digitsApart('BUDGET_PER_HEAD', [[2, 2.1]], 'en')).toBeUndefined()
  expect(digitsApart('BUDGET_PER_HEAD', [[2.1, 2.1]], 'en')).toBeUndefined()
})

test('changes have their sign', () => {
  expect(formatChange('PARTICIPATION_RATE', 1.25, 'en')).toBe('+1.3')
  expect(formatChange('ATTENDANCES', -120, 'en')).toBe('-120')
})
