import { cityDigitsOf } from '@shequ/schema/codes/division-code'
import type { BoroughDivision, CommunityKind, StreetDivision } from './divisions.js'

/** Fills a shorter code up to 12 digits: `310101` is `310101000000`. */
export function padCode(code: string): string {
  return code.padEnd(12, '0')
}

/** The digits that every code inside a city begins with: two, four or six of them. */
export function cityPrefixOf(cityCode: string): string {
  return cityCode.slice(0, cityDigitsOf(cityCode))
}

/** Whether a four-digit code is a level of the list only ("districts under the city") and no city that anybody governs. */
export function isPlaceholder(prefecture: string): boolean {
  return cityDigitsOf(prefecture) !== 4
}

/** What a community is, by the tenth digit: 0, 1 and 4 residents' committees, 2 and 3 villages, anything else OTHER. */
export function communityKindOf(code: string): CommunityKind {
  const digit = code.charAt(9)
  if (digit === '0' || digit === '1' || digit === '4') return 'RESIDENTS'
  return digit === '2' || digit === '3' ? 'VILLAGE' : 'OTHER'
}

/** What a street is, by the seventh digit: 0 sub-district, 1 town, 2 and 3 township, above that a zone. */
export function streetKindOf(code: string): StreetDivision['kind'] {
  const digit = code.charAt(6)
  if (digit === '0') return 'SUBDISTRICT'
  if (digit === '1') return 'TOWN'
  return digit === '2' || digit === '3' ? 'TOWNSHIP' : 'ZONE'
}

/**
 * What a borough is. The list numbers districts from 01 and from 51, counties from 21, zones from 71 and county-level cities from 81;
 * a city without districts is listed once more at this level, under its own name.
 */
export function boroughKindOf(code: string, name: string, cityName: string): BoroughDivision['kind'] {
  if (name === cityName) return 'WHOLE_CITY'
  const number = Number(code.slice(4, 6))
  if (number >= 71 && number <= 80) return 'ZONE'
  return number <= 20 || (number >= 51 && number <= 70) ? 'DISTRICT' : 'COUNTY'
}
