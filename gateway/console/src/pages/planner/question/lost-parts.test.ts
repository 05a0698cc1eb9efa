import { expect, test } from 'vitest'
import { firstQuestion } from './first-question'
import { atPlace, inPlace } from './at-place'
import { lostParts } from './lost-parts'

const city = '310000000000'
const first = firstQuestion({ code: city, closing: null })
const ordered = { ...first, orderBy: [{ by: 'COMMUNITY', aspect: 'VALUE', direction: 'ASC' }] } as const

test('a level of area that another one replaces is told, with the order that goes with it', () => {
  const before = { ...ordered, groupBy: ['COMMUNITY', 'PERIOD'] } as const
  const after = { ...before, groupBy: ['BOROUGH', 'PERIOD'], orderBy: [] } as const
  expect(lostParts('rows', before, after)).toEqual([{ what: 'level', level: 'COMMUNITY' }, { what: 'order' }])
})

test('what somebody takes away is not told', () => {
  expect(lostParts('rows', first, { ...first, groupBy: ['PERIOD'] })).toEqual([])
  expect(lostParts('order', ordered, { ...ordered, orderBy: [] })).toEqual([])
})

test('going to another area tells of boroughs and cities that were chosen', () => {
  const before = { ...first, boroughs: ['310101000000'], beside: ['110000000000'] }
  const after = { ...before, within: '310101000000', boroughs: [], beside: [] }
  expect(lostParts('area', before, after)).toEqual([{ what: 'filters' }, { what: 'cities' }])
})

test('rows by community stay so in a borough that is chosen, and are told where they do not', () => {
  const asked = { ...first, groupBy: ['COMMUNITY'] } as const
  const inBorough = inPlace(asked, '310101000000', city)
  expect(inBorough.groupBy).toEqual(['COMMUNITY'])
  expect(lostParts('area', asked, inBorough)).toEqual([])
  const inCity = inPlace(inBorough, city, city)
  expect(inCity.groupBy).toEqual(['BOROUGH'])
  expect(lostParts('area', inBorough, inCity)).toEqual([{ what: 'level', level: 'COMMUNITY' }])
})

test('rows by borough become rows by street in a borough that is chosen', () => {
  const inBorough = inPlace(first, '310101000000', city)
  expect(inBorough).toEqual(atPlace(first, '310101000000', city))
  expect(lostParts('area', first, inBorough)).toEqual([])
})
