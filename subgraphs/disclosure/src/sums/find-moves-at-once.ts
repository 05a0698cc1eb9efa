import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import type { CountDraft } from '../moves/count-draft.js'
import type { Coverage } from '../moves/coverage.js'
import type { Change, MoveId, Step } from '../moves/move-space.js'
import { hidingCost } from '../named/hiding-cost.js'
import type { MovesAtOnce } from './certificate.js'
import type { CouldMove } from './could-move.js'
import { costOf } from './find-help.js'
import { type Rescue, helpForAll } from './find-partners.js'
import type { HelpForMoves } from './find-sum.js'

/** So many moves are made at once at the most, so many are tried of a step, and so many ways altogether. */
const most = { moves: 8, tried: 40, ways: 400 } as const

/**
 * Finds moves that a community can make at once, each in a period of its own, so that one of its open cells goes the way that is
 * open: a step, and what has to follow it in other periods. Undefined when there are none that others could make up for.
 *
 * @param helpFor who makes up for moves made at once: those who make nearly the same as each, unless told otherwise
 */
export function findMovesAtOnce(
  counts: CountDraft,
  community: number,
  open: Coverage,
  couldMove: CouldMove,
  helpFor: HelpForMoves = helpOfEach,
): (Rescue & MovesAtOnce) | undefined {
  return (
    findMadeTimes(counts, community, { open, times: 1, helpFor }, couldMove) ??
    findMadeTimes(counts, community, { open, times: 2, helpFor }, couldMove)
  )
}

function findMadeTimes(
  counts: CountDraft,
  community: number,
  { open, times, helpFor }: Pick<MovesAtOnce, 'times'> & { readonly open: Coverage; readonly helpFor: HelpForMoves },
  couldMove: CouldMove,
): (Rescue & MovesAtOnce) | undefined {
  let waysLeft = most.ways
  const limits = couldMove.limitsOf(community)
  const follow = (moves: readonly MoveId[]): (Rescue & MovesAtOnce) | undefined => {
    if (waysLeft-- <= 0) return undefined
    const changes = moves.flatMap((id) => counts.space.changes(id))
    const hindrance = counts.space.hindrance(community, limits, times === 1 ? changes : [...changes, ...changes])
    if (hindrance === undefined) return rescueOf(counts, community, { moves, times, helpFor }, couldMove)
    if (moves.length === most.moves) return undefined
    for (const step of hindrance.mendedBy) {
      for (const id of movesOf(step)) {
        const rescue = follow([...moves, id])
        if (rescue !== undefined) return rescue
      }
    }
    return undefined
  }
  const known = new Map<string, readonly MoveId[]>()
  const movesOf = (step: Step): readonly MoveId[] => {
    const key = `${step.periodIndex}/${step.cell}/${step.isUp}`
    const moves = known.get(key) ?? cheapestOf(counts, community, step, couldMove)
    known.set(key, moves)
    return moves
  }
  for (const step of stepsOf(open)) {
    // Twice the other way does as well.
    for (const id of movesOf(times === 1 ? step : { ...step, isUp: !step.isUp })) {
      const rescue = follow([id])
      if (rescue !== undefined) return rescue
    }
  }
  return undefined
}

function rescueOf(
  counts: CountDraft,
  community: number,
  { helpFor, ...atOnce }: MovesAtOnce & { readonly helpFor: HelpForMoves },
  couldMove: CouldMove,
): (Rescue & MovesAtOnce) | undefined {
  const found = helpFor(counts, community, atOnce, couldMove)
  if (found === undefined) return undefined
  const own = atOnce.moves.reduce((sum, id) => sum + hidingCost(counts, community, id), 0)
  return { ...atOnce, ...found, cost: own + costOf(found.helps) }
}

/** Who makes nearly the same as each of some moves made at once. */
const helpOfEach: HelpForMoves = (counts, community, atOnce, couldMove) => {
  const helps = helpForAll(counts, community, atOnce, Number.POSITIVE_INFINITY, couldMove)
  return helps && { helps }
}

/** The moves of one period that make a step, the cheapest first. */
function cheapestOf(
  counts: CountDraft,
  community: number,
  { periodIndex, cell, isUp }: Step,
  couldMove: CouldMove,
): readonly MoveId[] {
  const makes = ({ periodIndex: at, up, down }: Change) =>
    at === periodIndex && (((isUp ? up : down) >> cell) & 1) === 1
  return couldMove
    .singlesOf(community)
    .filter((id) => counts.space.changes(id).some(makes))
    .map((id) => [id, hidingCost(counts, community, id)] as const)
    .sort(([, first], [, second]) => first - second)
    .slice(0, most.tried)
    .map(([id]) => id)
}

function stepsOf(open: Coverage): Step[] {
  const periodCount = open.length / 2
  return [...open].flatMap((mask, index) =>
    Array.from({ length: breakdownCount }, (_, cell) => cell)
      .filter((cell) => (mask >> cell) & 1)
      .map((cell) => ({ periodIndex: index % periodCount, cell, isUp: index < periodCount })),
  )
}
