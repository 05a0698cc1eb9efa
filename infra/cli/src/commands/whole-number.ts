/**
 * Reads an option that is a whole number, from 0 unless something else is said.
 *
 * @throws {Error} that says what was expected, and what came.
 */
export function wholeNumber(option: string, most: number, what = 'number', least = 0): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= least && number <= most) return number
    throw new Error(`Expected ${option} to be a ${what} from ${least} to ${most}, but got "${text}".`)
  }
}
