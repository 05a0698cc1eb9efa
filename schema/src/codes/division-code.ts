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
