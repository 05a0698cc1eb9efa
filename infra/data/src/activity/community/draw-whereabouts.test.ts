import { expect, test } from 'vitest'
import { estimateResidents } from '../../census/estimate-residents.js'
import { readCensus } from '../../census/read-census.js'
import { findDivisions } from '../../divisions/find/find-divisions.js'
import { TWO_WHOLE_YEARS } from '../time/activity-day.js'
import { RowSink } from '../basis/row-sink.js'
import { DISTRICT_BOXES } from '../borough/district-boxes.js'
import { planActivity } from '../plan-activity.js'
import { COMMUNITY_TABLES } from './community-tables.js'
import { generateCommunity } from './generate-community.js'

interface Place {
  readonly code: string
  readonly latitude: number
  readonly longitude: number
  readonly telephone: string
  readonly website: string
  readonly hours: readonly { readonly day: string; readonly opens: string; readonly closes: string }[]
}

/** The centres of the first communities of each borough of a city. */
async function placesIn(city: string): Promise<readonly Place[]> {
  const divisions = await findDivisions(city)
  const residents = estimateResidents(divisions, await readCensus(city))
  const { communities } = planActivity(divisions, residents, 'small', 1, TWO_WHOLE_YEARS)
  const columns = COMMUNITY_TABLES.education_centre.split(', ')
  const at = (column: string) => columns.indexOf(column)
  const rows = new RowSink(COMMUNITY_TABLES)
  for (const given of communities.filter((_, place) => place % 40 === 0))
    generateCommunity({ ...given, rows, hasProfile: true })
  const lines = Buffer.concat([...rows.bytes('education_centre')])
    .toString()
    .trim()
    .split('\n')
  return lines.map((line) => {
    const values = line.split('\t')
    const text = (column: string) => values[at(column)] ?? ''
    return {
      code: text('community_code'),
      telephone: text('telephone'),
      website: text('website'),
      latitude: Number(text('latitude')),
      longitude: Number(text('longitude')),
      hours: JSON.parse(text('opening_hours')) as Place['hours'],
    }
  })
}

test.each(['310000000000', '110000000000'])('every centre in %s lies in the box of its district', async (city) => {
  const places = await placesIn(city)
  expect(new Set(places.map(({ code }) => code.slice(0, 6))).size).toBe(16)
  for (const { code, latitude, longitude } of places) {
    const [south = NaN, north = NaN, west = NaN, east = NaN] = DISTRICT_BOXES[`${code.slice(0, 6)}000000`] ?? []
    expect([latitude >= south, latitude <= north, longitude >= west, longitude <= east]).toEqual([
      true,
      true,
      true,
      true,
    ])
  }
})

test('centres of a street lie near each other, reach nobody, and are open in the order of the week', async () => {
  const places = await placesIn('310000000000')
  for (const street of new Set(places.map(({ code }) => code.slice(0, 9)))) {
    const ofStreet = places.filter(({ code }) => code.startsWith(street))
    const spread = (of: 'latitude' | 'longitude') =>
      Math.max(...ofStreet.map((place) => place[of])) - Math.min(...ofStreet.map((place) => place[of]))
    expect(Math.max(spread('latitude'), spread('longitude'))).toBeLessThanOrEqual(0.0241)
  }
  for (const { telephone, website, hours } of places) {
    expect(telephone).toMatch(/^0000-\d{8}$/)
    expect(website).toMatch(/^(\\N|https:\/\/[\d-]+\.centres\.example\/)$/)
    expect(hours.length).toBeGreaterThan(4)
    for (const { opens, closes } of hours) expect(closes > opens).toBe(true)
  }
})
