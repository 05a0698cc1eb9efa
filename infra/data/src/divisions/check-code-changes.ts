import type { CodeChange } from './divisions.js'
import { MalformedDivisions } from './malformed-divisions.js'

/**
 * Holds declared changes against the units listed: what left the list is not in it, and what took its place is, or is
 * itself a code that changed later.
 *
 * @throws {MalformedDivisions} on a change that contradicts the list or leads back to itself.
 */
export function checkCodeChanges(
  changes: readonly CodeChange[],
  units: readonly { readonly code: string }[],
  file: string,
  line: number,
): void {
  const listed = new Set(units.map((unit) => unit.code))
  const next = new Map<string, string | null>()
  for (const { from, to } of changes) {
    if (listed.has(from)) throw new MalformedDivisions(file, line, `${from} is listed and said to have left the list`)
    if (next.has(from)) throw new MalformedDivisions(file, line, `${from} is said to have left the list twice`)
    next.set(from, to)
  }
  for (const { from } of changes) {
    const seen = new Set<string>()
    let code: string | null | undefined = from
    while (code !== null && code !== undefined && !listed.has(code)) {
      if (seen.has(code)) throw new MalformedDivisions(file, line, `the successors of ${from} lead back to ${code}`)
      seen.add(code)
      const after: string | null | undefined = next.get(code)
      if (after === undefined) throw new MalformedDivisions(file, line, `${from} leads to ${code}, which is not listed`)
      code = after
    }
  }
}
