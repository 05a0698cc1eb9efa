/** The characters of GB 32100-2015 in the order of their values: digits and capitals without I, O, S, V, Z. */
export const creditCodeCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/**
 * The check character of a unified social credit code: 31 less the sum of the first 17 characters' values times
 * 3^(position−1) mod 31, taken mod 31 (GB 32100-2015, 5.6).
 *
 * @param body the first 17 characters
 * @throws {RangeError} when it is not 17 characters of the creditCodeCharacters.
 */
export function creditCodeCheckCharacter(body: string): string {
  if (body.length !== 17)
    throw new RangeError(`Expected the first 17 characters of a credit code, but got ${body.length}.`)
  let sum = 0
  let weight = 1
  for (const character of body) {
    const value = creditCodeCharacters.indexOf(character)
    if (value < 0) throw new RangeError(`Expected characters of GB 32100-2015, but got "${character}".`)
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return creditCodeCharacters.charAt((31 - (sum % 31)) % 31)
}

/** Whether a text is a unified social credit code whose check character holds. */
export function isCreditCode(text: string): boolean {
  return /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text) && creditCodeCheckCharacter(text.slice(0, 17)) === text.charAt(17)
}
