/** The header by which an asker tells how long it waits for the answer, in whole milliseconds. */
export const timeLeftHeader = 'time-left'

/** The header's value for a moment on the clock of `performance.now()`. */
export function writeTimeLeft(endsAt: number): string {
  return String(Math.max(0, Math.floor(endsAt - performance.now())))
}

/** The moment on the clock of `performance.now()` until which an asker waits; undefined when it does not say. */
export function readTimeLeft(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,9}$/.test(header) ? performance.now() + Number(header) : undefined
}
