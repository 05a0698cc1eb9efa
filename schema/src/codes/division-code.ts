/** Whether a text has the form of a 12-digit division code. Whether the division exists is the register's to say. */
export function isDivisionCode(text: string): boolean {
  return /^[1-9]\d{11}$/.test(text)
}

/** How many digits of a code name a division of each level: province, prefecture, county, street, committee. */
const levels = [2, 4, 6, 9, 12] as const

/** The digits of a code that name its division, without the padding of the levels below. */
export function withoutPadding(code: string): string {
  const digits = levels.find((length) => /^0*$/.test(code.slice(length))) ?? code.length
  return code.slice(0, digits)
}

/** Whether a text has the form of a community's code: it names a division of the last level. */
export function isCommunityCode(text: string): boolean {
  return isDivisionCode(text) && withoutPadding(text) === text
}

/** Beijing, Tianjin, Shanghai and Chongqing: cities whose code is their province's. */
const municipalities = new Set(['11', '12', '31', '50'])

/** Prefecture codes that stand for "counties directly under the province": each of those counties is a city of its own. */
const directlyUnderProvince = new Set(['4190', '4290', '4690', '6590'])

/** How many digits name the city of a division: two of a municipality, four of a prefecture, six of a county directly under its province. */
export function cityDigitsOf(code: string): 2 | 4 | 6 {
  if (municipalities.has(code.slice(0, 2))) return 2
  return directlyUnderProvince.has(code.slice(0, 4)) ? 6 : 4
}

/** The code of the city that a division of any level below lies in: `310101002001` in `310000000000`, `441900003001` in `441900000000`. */
export function cityOf(code: string): string {
  return code.slice(0, cityDigitsOf(code)).padEnd(12, '0')
}

/** The code of the borough that a division of a level below lies in: its county-level digits. A city without districts is its own borough. */
export function boroughOf(code: string): string {
  return `${code.slice(0, 6)}000000`
}

/** The code of the street that a community lies in. */
export function streetOf(code: string): string {
  return `${code.slice(0, 9)}000`
}

/** Whether a division lies in another, or is the same: its code extends the other's without the padding. */
export function isWithin(code: string, division: string): boolean {
  return code.startsWith(withoutPadding(division))
}

/** The codes of the divisions that a division lies in, the largest first, without its own. */
export function divisionsAround(code: string): readonly string[] {
  const divisions = new Set(levels.map((digits) => code.slice(0, digits).padEnd(12, '0')))
  divisions.delete(code)
  return [...divisions]
}
