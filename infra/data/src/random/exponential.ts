const DOUBLINGS = 20

/**
 * e to the power of `x`, to about six digits, by (1 + x / 2^20) squared twenty times. `Math.exp` may differ in its last bit from
 * one machine to the next, and then so would every row drawn after it.
 */
export function exponential(x: number): number {
  let power = 1 + x / 2 ** DOUBLINGS
  for (let doubling = 0; doubling < DOUBLINGS; doubling++) power *= power
  return power
}
