import type { CodeChange } from './divisions.js'

/** What of a unit is needed to recognise it under another code. */
export interface NamedUnit {
  readonly code: string
  readonly name: string
}

/**
 * Which codes of `before` are gone in `after`, and which code took each one's place. What a code list declares goes first.
 * Otherwise a unit is taken for moved when exactly one code that is new bears its name, within its street or else its
 * borough; names repeat inside a city, so a wider search would guess. A unit without such a twin has no successor.
 */
export function findCodeChanges(
  before: readonly NamedUnit[],
  after: readonly NamedUnit[],
  declared: readonly CodeChange[],
  list: string,
): CodeChange[] {
  const listed = new Set(after.map((unit) => unit.code))
  const known = new Set(before.map((unit) => unit.code))
  const added = after.filter((unit) => !known.has(unit.code))
  const declaredByCode = new Map(declared.map((change) => [change.from, change]))
  return before
    .filter((unit) => !listed.has(unit.code))
    .map((unit) => declaredByCode.get(unit.code) ?? { from: unit.code, to: findTwin(unit, added), list })
}

function findTwin(unit: NamedUnit, added: readonly NamedUnit[]): string | null {
  const sameName = added.filter((candidate) => candidate.name === unit.name && levelOf(candidate) === levelOf(unit))
  for (const digits of [9, 6]) {
    const near = sameName.filter((candidate) => candidate.code.startsWith(unit.code.slice(0, digits)))
    if (near.length === 1) return near[0]?.code ?? null
  }
  return null
}

function levelOf({ code }: NamedUnit): number {
  if (!code.endsWith('000')) return 4
  return code.endsWith('000000') ? 2 : 3
}
