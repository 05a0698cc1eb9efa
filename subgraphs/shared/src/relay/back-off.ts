const first = 500

/** The longest wait between two attempts, in milliseconds, unless something else is said. */
export const longestWait = 30_000

/**
 * How long to wait after so many failures in a row, in milliseconds: twice as long each time up to the longest, half of
 * it by chance, so that many who failed at once don't come back at once.
 *
 * @param failures 1 for the first
 */
export function backOff(failures: number, random: () => number, longest = longestWait): number {
  const most = Math.min(longest, first * 2 ** Math.min(failures - 1, 16))
  return Math.round(most * (0.5 + random() / 2))
}
