import { beforeAll, describe, expect, test } from 'vitest'
import { estimateResidents } from '../census/estimate-residents.js'
import { readCensus } from '../census/read-census.js'
import type { Divisions } from '../divisions/divisions.js'
import { findDivisions } from '../divisions/find/find-divisions.js'
import { activityChecksum } from './activity-checksum.js'
import { COMMUNITY_TABLES } from './community/community-tables.js'
import { generateCommunity } from './community/generate-community.js'
import { narrowDivisions } from './narrow-divisions.js'
import { type ActivityPlan, planActivity } from './plan-activity.js'
import { TWO_WHOLE_YEARS } from './time/activity-day.js'
import { RowSink } from './basis/row-sink.js'

let whole: Divisions
let residents: ReturnType<typeof estimateResidents>
beforeAll(async () => {
  whole = await findDivisions('310000000000')
  residents = estimateResidents(whole, await readCensus('310000000000'))
})

const planTiny = (seed: number) => planActivity(narrowDivisions(whole), residents, 'tiny', seed, TWO_WHOLE_YEARS)

function generate(given: ActivityPlan['communities'][number]): string[] {
  const rows = new RowSink(COMMUNITY_TABLES)
  generateCommunity({ ...given, rows, hasProfile: false })
  return (Object.keys(COMMUNITY_TABLES) as (keyof typeof COMMUNITY_TABLES)[]).map((table) =>
    Buffer.concat([...rows.bytes(table)]).toString(),
  )
}

describe('generated activity', () => {
  test('has the same rows on every machine', () => {
    expect(activityChecksum(planTiny(1))).toBe('afe9abeef28c623f1a4353f98818d1ba227ed2663cf274ce02c2510d8ead5960')
  })

  test('has others for another seed', () => {
    expect(activityChecksum(planTiny(2))).not.toBe(activityChecksum(planTiny(1)))
  })

  test('of a community depends on no other community of the batch', () => {
    const plan = planActivity(whole, residents, 'small', 1, TWO_WHOLE_YEARS)
    const some = plan.communities.slice(40, 44)
    const alone = some.map(generate)
    const backwards = some.toReversed().map(generate).toReversed()
    expect(backwards).toEqual(alone)
  })
})

test('a narrowed city has two boroughs with forty communities, of centre and outskirts', () => {
  const { boroughs, streets, communities } = narrowDivisions(whole)
  expect(boroughs.map((borough) => borough.name)).toEqual(['黄浦区', '崇明区'])
  expect(streets).toHaveLength(8)
  expect(communities).toHaveLength(40)
  expect(new Set(communities.map((community) => community.kind))).toContain('VILLAGE')
})
