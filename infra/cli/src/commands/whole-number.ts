/**
 * Reads an option that is a whole number from 0.
 *
 * @throws {Error} that says what was expected, and what came.
 */
export function wholeNumber(option: string, most: number, what = 'number'): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number <= most) return number
    throw new Error(`Expected ${option} to be a ${what} from 0 to ${most}, but got "${text}".`)
  }
}
