import { cityOf, isDivisionCode } from '@shequ/schema/codes/division-code'
import type { CityDivision } from './divisions.js'

const SUGGESTIONS = 5

/** No city has the code that was asked for. `nearest` are the cities that were most likely meant. */
export class UnknownCity extends Error {
  constructor(
    readonly code: string,
    readonly nearest: readonly CityDivision[],
    where: string,
  ) {
    const options = nearest.map((city) => `${city.code} ${city.name}`).join(', ')
    super(`No city has the code ${JSON.stringify(code)} ${where}. ${describeForm(code)}Did you mean: ${options}?`)
    this.name = 'UnknownCity'
  }
}

/** The cities nearest to a code that no city has: the one it lies in, else those that begin alike, else those next to it. */
export function findNearestCities(code: string, cities: readonly CityDivision[]): CityDivision[] {
  const padded = code
    .replaceAll(/[^0-9]/g, '')
    .slice(0, 12)
    .padEnd(12, '0')
  const containing = cities.filter((city) => city.code === cityOf(padded))
  if (containing.length > 0) return containing
  const distance = (city: CityDivision) => Math.abs(Number(city.code) - Number(padded))
  const alike = (city: CityDivision) => -commonPrefix(city.code, padded)
  return [...cities].sort((a, b) => alike(a) - alike(b) || distance(a) - distance(b)).slice(0, SUGGESTIONS)
}

function commonPrefix(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}

function describeForm(code: string): string {
  return isDivisionCode(code) ? '' : 'A division code has 12 digits. '
}
