import { creditCodeCheckCharacter, creditCodeCharacters } from '@shequ/schema/codes/credit-code'
import type { Random } from '@shequ/schema/random/random'

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
  while (organisation.length < 8)
    organisation += creditCodeCharacters.charAt(random.between(0, creditCodeCharacters.length - 1))
  const first17 = `${kind}${area}${organisation}${organisationCheckOf(organisation)}`
  return first17 + creditCodeCheckCharacter(first17)
}
