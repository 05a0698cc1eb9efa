import type { Dimension } from '@shequ/schema/measures/question-values'

/** The level of a division, which its code tells. */
export type Level = 'city' | 'borough' | 'street' | 'community'

/** The level of a division of a city: a code's last digits are zeros above its level. */
export function levelOf(code: string, city: string): Level {
  if (code === city) return 'city'
  if (code.endsWith('000000')) return 'borough'
  return code.endsWith('000') ? 'street' : 'community'
}

/** The borough that a division lies in, or the division itself where it is a city or borough. */
export function boroughOf(code: string): string {
  return `${code.slice(0, 6)}000000`
}

/** The street that a division lies in. */
export function streetOf(code: string): string {
  return `${code.slice(0, 9)}000`
}

/** What rows are by, one level below a division: null below a community. */
export function dimensionBelow(level: Level): Dimension | null {
  const below = { city: 'BOROUGH', borough: 'STREET', street: 'COMMUNITY', community: null } as const
  return below[level]
}

/** The dimensions that are levels of area. */
export const areaDimensions: readonly Dimension[] = ['CITY', 'AREA_GROUP', 'BOROUGH', 'STREET', 'COMMUNITY']

/** The city that a division lies in: the one with the longest beginning in common. */
export function cityOf<City extends { readonly code: string }>(
  code: string,
  cities: readonly City[],
): City | undefined {
  const beginning = (city: City) => city.code.replace(/0+$/, '')
  return cities
    .filter((city) => code.startsWith(beginning(city)))
    .toSorted((one, other) => beginning(other).length - beginning(one).length)[0]
}
