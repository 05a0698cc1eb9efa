import { beforeAll, describe, expect, test } from 'vitest'
import { estimateResidents } from '../census/estimate-residents.js'
import { readCensus } from '../census/read-census.js'
import { findDivisions } from '../divisions/find/find-divisions.js'
import { COMMUNITY_TABLES } from './community/community-tables.js'
import { generateCommunity } from './community/generate-community.js'
import { planActivity } from './plan-activity.js'
import { TWO_WHOLE_YEARS } from './time/activity-day.js'
import { RowSink } from './basis/row-sink.js'

/** One community in eight of Shanghai at size `small`. */
const EVERY = 8

interface Sampled {
  readonly centrality: number
  readonly participants: ReadonlyMap<string, number>
}

const communities: Sampled[] = []
const startsByMonth = new Map<string, number>()
const meetingsByWeekday = [0, 0, 0, 0, 0, 0, 0]
let [programmes, enrolments, whole] = [0, 0, 0]

beforeAll(async () => {
  const divisions = await findDivisions('310000000000')
  const residents = estimateResidents(divisions, await readCensus('310000000000'))
  const plan = planActivity(divisions, residents, 'small', 1, TWO_WHOLE_YEARS)
  whole = plan.communities.length
  for (const given of plan.communities.filter((_given, index) => index % EVERY === 0)) {
    const rows = new RowSink(COMMUNITY_TABLES)
    generateCommunity({ ...given, rows, hasProfile: false })
    const read = (table: keyof typeof COMMUNITY_TABLES) => readRows(rows, table)
    const yearOf = new Map(read('programme').map((row) => [row['id'], row['starts_on']?.slice(0, 4) ?? '']))
    const people = new Map<string, Set<string | undefined>>()
    for (const { programme_id: programme, resident, attended } of read('enrolment')) {
      const year = yearOf.get(programme) ?? ''
      if (attended !== '{}') people.set(year, (people.get(year) ?? new Set()).add(resident))
    }
    for (const { starts_on: day = '' } of read('programme')) add(startsByMonth, day.slice(0, 7))
    for (const { starts_at: at = '' } of read('session')) {
      const weekday = new Date(at.slice(0, 10)).getUTCDay()
      meetingsByWeekday[weekday] = (meetingsByWeekday[weekday] ?? 0) + 1
    }
    programmes += rows.count('programme')
    enrolments += rows.count('enrolment')
    const participants = new Map([...people].map(([year, set]) => [year, set.size]))
    communities.push({ centrality: given.borough.centrality, participants })
  }
})

function readRows(
  rows: RowSink<typeof COMMUNITY_TABLES>,
  table: keyof typeof COMMUNITY_TABLES,
): Record<string, string | undefined>[] {
  const columns = COMMUNITY_TABLES[table].split(', ')
  const lines = Buffer.concat([...rows.bytes(table)])
    .toString()
    .split('\n')
  return lines.slice(0, -1).map((line) => {
    const fields = line.split('\t')
    return Object.fromEntries(columns.map((column, index) => [column, fields[index]]))
  })
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0
}

const participantsIn = (year: string, some: readonly Sampled[] = communities) =>
  some.map(({ participants }) => participants.get(year) ?? 0)

describe('generated activity has the shape of a city', () => {
  test('of the size that is promised', () => {
    const factor = whole / communities.length
    expect(programmes * factor).toBeGreaterThan(75_000)
    expect(programmes * factor).toBeLessThan(90_000)
    expect(enrolments * factor).toBeGreaterThan(1_400_000)
    expect(enrolments * factor).toBeLessThan(1_600_000)
  })

  test('with some 80 participants a year in the median community, and a heavy tail', () => {
    const [first, second] = [quantile(participantsIn('2024'), 0.5), quantile(participantsIn('2025'), 0.5)]
    expect((first + second) / 2).toBeGreaterThan(70)
    expect((first + second) / 2).toBeLessThan(90)
    expect(quantile(participantsIn('2025'), 0.99)).toBeGreaterThan(3 * second)
  })

  test('growing from year to year', () => {
    const sum = (year: string) => participantsIn(year).reduce((all, count) => all + count, 0)
    expect(sum('2025') / sum('2024')).toBeGreaterThan(1.05)
    expect(sum('2025') / sum('2024')).toBeLessThan(1.25)
  })

  test('more in the centre than in the outskirts', () => {
    const centre = communities.filter(({ centrality }) => centrality > 0.9)
    const outskirts = communities.filter(({ centrality }) => centrality < 0.6)
    expect(quantile(participantsIn('2025', centre), 0.5)).toBeGreaterThan(
      1.15 * quantile(participantsIn('2025', outskirts), 0.5),
    )
  })

  test('with the rhythm of the year: quiet at Spring Festival and in summer, busy in March and September', () => {
    const starts = (month: string) => startsByMonth.get(month) ?? 0
    for (const year of ['2024', '2025']) {
      expect(starts(`${year}-03`)).toBeGreaterThan(1.5 * starts(`${year}-02`))
      expect(starts(`${year}-09`)).toBeGreaterThan(1.4 * starts(`${year}-08`))
    }
  })

  test('with the rhythm of the week: busiest in its middle, least on Sundays', () => {
    expect(Math.max(...meetingsByWeekday)).toBe(meetingsByWeekday[3])
    expect(Math.min(...meetingsByWeekday)).toBe(meetingsByWeekday[0])
  })
})
