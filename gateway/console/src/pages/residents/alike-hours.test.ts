import { expect, test } from 'vitest'
import { alikeHours } from './alike-hours'

const open = (day: string, opens = '09:00', closes = '17:00') => ({ day, opens, closes })

test('days that follow each other with the same hours are one line', () => {
  const hours = [open('MONDAY'), open('TUESDAY'), open('THURSDAY'), open('FRIDAY', '10:00'), open('SATURDAY', '10:00')]
  expect(alikeHours(hours).map(({ first, last, opens }) => [first, last, opens])).toEqual([
    ['MONDAY', 'TUESDAY', '09:00'],
    ['THURSDAY', 'THURSDAY', '09:00'],
    ['FRIDAY', 'SATURDAY', '10:00'],
  ])
})

test('a day with a break keeps its two parts', () => {
  const hours = [open('MONDAY', '09:00', '11:30'), open('MONDAY', '13:00'), open('TUESDAY', '09:00', '11:30')]
  expect(alikeHours(hours).length).toBe(3)
})
