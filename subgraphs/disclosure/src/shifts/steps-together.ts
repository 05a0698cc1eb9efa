import { breakdownCount, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { Times } from '../model/protection-interval.js'
import type { Coverage } from './coverage.js'
import type { Limits, ShiftId, ShiftSpace, Step } from './shift-space.js'

const columns = cellKinds.length

/** So many joint shifts are tried for a cell. */
const mostTried = 200
/** So many of those that don't fit are tried with a shift that helps. */
const mostHelped = 30

/** The steps that are open, which have to be made so often. */
export function stepsOf({ up, down }: Coverage, times: Times): Step[] {
  const stepsIn = (masks: Int32Array, isUp: boolean) =>
    [...masks].flatMap((mask, periodIndex) =>
      Array.from({ length: breakdownCount }, (_, cell) => cell)
        .filter((cell) => (mask >> cell) & 1)
        .map((cell) => ({ periodIndex, cell, isUp })),
    )
  return [...stepsIn(up[times], true), ...stepsIn(down[times], false)]
}

/** Whether a shift makes a step. */
export function makesStep(space: ShiftSpace, id: ShiftId, { periodIndex, cell, isUp }: Step): boolean {
  return space
    .changes(id)
    .some((change) => change.periodIndex === periodIndex && (((isUp ? change.up : change.down) >> cell) & 1) === 1)
}

/** Shifts that make a step, ordered so that those come early which change the cells of its period in different ways. */
function variedFirst(space: ShiftSpace, ids: readonly ShiftId[], { periodIndex, cell }: Step): readonly ShiftId[] {
  const row = (2 ** columns - 1) << (cell - (cell % columns))
  const alike = new Map<string, ShiftId[]>()
  for (const id of ids) {
    const changes = space.changes(id)
    const inRow = changes.find((change) => change.periodIndex === periodIndex)
    const key = [row & ((inRow?.up ?? 0) | (inRow?.down ?? 0)), ...changes.map((change) => change.periodIndex)].join(
      '/',
    )
    const known = alike.get(key)
    if (known === undefined) alike.set(key, [id])
    else known.push(id)
  }
  const most = Math.max(0, ...[...alike.values()].map(({ length }) => length))
  return Array.from({ length: most }, (_, index) => [...alike.values()].flatMap((same) => same[index] ?? [])).flat()
}

/** Shifts to choose from. */
export interface StepChoice {
  readonly step: Step
  /** Those that make the step. */
  readonly ids: readonly ShiftId[]
  readonly times: Times
  /** Any that may be made with them, one at the most: who leaves a group may have to leave a kind before. */
  readonly helpers: readonly ShiftId[]
  /** Whether others can oppose shifts that are made together, and more beside them; anything where nobody has to. */
  readonly areOpposed?: (ids: readonly ShiftId[]) => boolean
}

/**
 * Shifts that a community can make together, so many of them, each of which makes the same step: where two persons are left, one of either
 * group may leave. The first that are found, the earlier of the given ones first; undefined where there are none.
 *
 * @param accepts what else must hold of them
 */
export function stepsTogether<Accepted>(
  space: ShiftSpace,
  community: number,
  limits: Limits,
  { step, ids: making, times, helpers, areOpposed = () => true }: StepChoice,
  accepts: (together: readonly ShiftId[]) => Accepted | undefined,
): Accepted | undefined {
  const ids = variedFirst(space, making, step)
  let triesLeft = mostTried
  const unfit: { readonly together: readonly ShiftId[]; readonly repairs: readonly Step[] }[] = []
  const violated = (together: readonly ShiftId[]) => {
    const changes = together.flatMap((id) => space.changes(id))
    return space.violation(community, limits, changes, 1)
  }
  const add = (made: readonly ShiftId[], from: number): Accepted | undefined => {
    if (made.length === times) return accepts(made)
    for (let index = from; index < ids.length && triesLeft > 0; index++) {
      const together = [...made, ids[index] ?? 0]
      if (!areOpposed(together)) continue
      if (made.length > 0) {
        triesLeft -= 1
        const violation = violated(together)
        if (violation !== undefined) {
          if (together.length === times && violation.repairs.length > 0) unfit.push({ together, ...violation })
          continue
        }
      }
      const found = add(together, index)
      if (found !== undefined) return found
    }
    return undefined
  }
  const found = add([], 0)
  if (found !== undefined) return found
  for (const { together, repairs } of unfit.slice(0, mostHelped)) {
    for (const helper of helpers) {
      if (!repairs.some((repair) => makesStep(space, helper, repair))) continue
      const helped = [...together, helper]
      const accepted = areOpposed(helped) && violated(helped) === undefined ? accepts(helped) : undefined
      if (accepted !== undefined) return accepted
    }
  }
  return undefined
}
