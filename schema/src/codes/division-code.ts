/** Whether a text has the form of a 12-digit division code. Whether the division exists is the register's to say. */
export function isDivisionCode(text: string): boolean {
  return /^[1-9]\d{11}$/.test(text)
}
