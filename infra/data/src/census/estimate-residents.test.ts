import { expect, test } from 'vitest'
import { findDivisions } from '../divisions/find/find-divisions.js'
import { estimateResidents } from './estimate-residents.js'
import { readCensus } from './read-census.js'

test.each([
  ['310000000000', 24_870_895],
  ['110000000000', 21_893_095],
])('communities of %s add up to the census', async (city, total) => {
  const divisions = await findDivisions(city)
  const census = await readCensus(city)
  const residents = estimateResidents(divisions, census)
  expect(residents.get(city)).toEqual({ residents: total, estimated: false })
  for (const { code } of divisions.boroughs) {
    const inside = divisions.communities.filter((unit) => unit.boroughCode === code)
    const sum = inside.reduce((all, unit) => all + (residents.get(unit.code)?.residents ?? 0), 0)
    expect(sum).toBe(census?.boroughs[code])
    expect(residents.get(code)).toEqual({ residents: sum, estimated: false })
  }
  expect(divisions.communities.every((unit) => residents.get(unit.code)?.estimated)).toBe(true)
})

test.each([
  ['310000000000', 0.234],
  ['110000000000', 0.196],
])(
  "those of 60 and over in the communities of %s are by the city's share, and never more than all",
  async (city, share) => {
    const divisions = await findDivisions(city)
    const residents = estimateResidents(divisions, await readCensus(city))
    const known = divisions.communities.map(({ code }) => residents.get(code) ?? { residents: 0, older: 0 })
    expect(known.every(({ residents, older = -1 }) => older >= 0 && older <= residents)).toBe(true)
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
    const all = sum(known.map(({ residents }) => residents))
    expect(sum(known.map(({ older = 0 }) => older)) / all).toBeCloseTo(share, 4)
  },
)

test('a city without a census is estimated at every level', async () => {
  const divisions = await findDivisions('310000000000')
  const residents = estimateResidents(divisions, undefined)
  const sum = divisions.boroughs.reduce((all, { code }) => all + (residents.get(code)?.residents ?? 0), 0)
  expect(residents.get(divisions.city.code)).toEqual({ residents: sum, estimated: true })
  expect(residents.get('310101000000')?.estimated).toBe(true)
  expect([...residents.values()].every(({ older }) => older === undefined)).toBe(true)
})

test('a census is missing for cities whose figures are not there', async () => {
  expect(await readCensus('440300000000')).toBeUndefined()
})
