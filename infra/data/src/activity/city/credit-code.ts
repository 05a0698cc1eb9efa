import type { Random } from '../../random/random.js'

/** The characters of GB 32100-2015 in the order of their values: digits and capitals without I, O, S, V and Z. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/**
 * The check character of a unified social credit code, from its first 17 characters: 31 less the sum of values times powers of 3,
 * modulo 31 (GB 32100-2015).
 */
export function checkCharacterOf(first17: string): string {
  let sum = 0
  let weight = 1
  for (const character of first17) {
    const value = CHARACTERS.indexOf(character)
    if (value < 0) throw new RangeError(`expected a character of GB 32100-2015, got ${JSON.stringify(character)}`)
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return CHARACTERS.charAt((31 - (sum % 31)) % 31)
}

/** The check character of an organisation code, from its first 8 characters (GB 11714): digits count 0 to 9, letters 10 to 35. */
export function organisationCheckOf(first8: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((all, weight, index) => all + weight * Number.parseInt(first8.charAt(index), 36), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/**
 * Draws a valid code of 18 characters.
 *
 * @param kind the registering department and category: `51`, `52`, `53` or `91`.
 * @param area the six digits of the division that registers.
 */
export function drawCreditCode(random: Random, kind: string, area: string): string {
  let organisation = kind === '91' ? 'MA' : 'MJ'
  while (organisation.length < 8) organisation += CHARACTERS.charAt(random.between(0, CHARACTERS.length - 1))
  const first17 = `${kind}${area}${organisation}${organisationCheckOf(organisation)}`
  return first17 + checkCharacterOf(first17)
}
