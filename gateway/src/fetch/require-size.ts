import { TierFault } from './failed-answer.js'

/** The most bytes that JSON takes for a character of a text: `\u0000`. */
const mostBytes = 6

/**
 * Holds an answer of the gateway's own process against the limit that one over HTTP has. It is counted without being written: only
 * one that may be too large is written, to be measured exactly.
 *
 * @throws {TierFault} when it is larger.
 */
export function requireSize(answer: unknown, limit: number): void {
  if (mostOf(answer, limit) <= limit) return
  if (Buffer.byteLength(JSON.stringify(answer)) > limit) {
    throw new TierFault('TIER_UNAVAILABLE', `the answer is over ${limit} bytes`)
  }
}

/** The most bytes that a value takes as JSON; counted no further than beyond the limit. */
function mostOf(value: unknown, limit: number): number {
  if (typeof value === 'string') return mostBytes * value.length + 3
  if (typeof value !== 'object' || value === null) return 25
  let size = 3
  if (Array.isArray(value)) {
    for (const element of value) {
      size += mostOf(element, limit)
      if (size > limit) return size
    }
    return size
  }
  for (const name in value) {
    size += mostBytes * name.length + 4 + mostOf((value as Record<string, unknown>)[name], limit)
    if (size > limit) return size
  }
  return size
}
