import { expect, test } from 'vitest'
import { daysOf, monthAfter, periodsBetween, periodsWithin } from './periods.js'

test('the month after a month has a year of four digits', () => {
  expect(monthAfter('0025-03')).toBe('0025-04')
  expect(monthAfter('0099-12')).toBe('0100-01')
  expect(monthAfter('2024-12')).toBe('2025-01')
  expect(daysOf('0025-Q1')).toEqual({ from: '0025-01-01', before: '0025-04-01' })
})

test('periods end with the last month, also with the last that a calendar of four digits has', () => {
  expect(periodsBetween('9999-10', '9999-12', 'MONTH')).toEqual(['9999-10', '9999-11', '9999-12'])
  expect(periodsBetween('9999-01', '9999-12', 'YEAR')).toEqual(['9999'])
  expect(periodsBetween('2024-11', '2025-04', 'QUARTER')).toEqual(['2025-Q1'])
  expect(periodsBetween('2025-02', '2025-01', 'MONTH')).toEqual([])
})

test('a period is made of shorter ones, in order, and of itself', () => {
  expect(periodsWithin('2025', 'QUARTER')).toEqual(['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'])
  expect(periodsWithin('2025-Q2', 'MONTH')).toEqual(['2025-04', '2025-05', '2025-06'])
  expect(periodsWithin('2025-Q2', 'QUARTER')).toEqual(['2025-Q2'])
})
