import { createHash } from 'node:crypto'
import { BOROUGH_TABLES } from './borough/borough-tables.js'
import { generateBorough } from './borough/generate-borough.js'
import { CITY_TABLES } from './city/city-tables.js'
import { generateCity } from './city/generate-city.js'
import { COMMUNITY_TABLES } from './community/community-tables.js'
import { generateCommunity } from './community/generate-community.js'
import type { ActivityPlan } from './plan-activity.js'
import { type ActivityTables, RowSink } from './basis/row-sink.js'

/** A digest of every row that a plan leads to, in hexadecimal: the same plan has the same one on every machine. */
export function activityChecksum(plan: ActivityPlan): string {
  const hash = createHash('sha256')
  const add = <Tables extends ActivityTables>(rows: RowSink<Tables>) => {
    for (const table of Object.keys(rows.tables)) for (const bytes of rows.bytes(table)) hash.update(bytes)
  }
  const city = new RowSink(CITY_TABLES)
  generateCity({ ...plan, rows: city })
  add(city)
  for (const borough of plan.boroughs) {
    const rows = new RowSink(BOROUGH_TABLES)
    generateBorough(borough, { ...plan, rows })
    add(rows)
  }
  for (const given of plan.communities) {
    const rows = new RowSink(COMMUNITY_TABLES)
    generateCommunity({ ...given, rows, hasProfile: false })
    add(rows)
  }
  return hash.digest('hex')
}
