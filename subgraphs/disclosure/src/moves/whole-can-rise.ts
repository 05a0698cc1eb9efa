import { maskAt } from '../world/count-tables.js'
import type { Change, MoveId, MoveSpace } from './move-space.js'

/** What is proved of the moves of a count that another is part of. */
export interface ProvenMoves {
  readonly space: MoveSpace
  readonly proof: {
    /** A community's moves that the proof uses, each with the index of the area within which it is made up for. */
    movesOf(community: number): Iterable<readonly [id: MoveId, area: number]>
    /** Whether others make up for a move, of whom each fits. */
    isMadeUpFor(community: number, id: MoveId, area: number, fits: (other: number, id: MoveId) => boolean): boolean
  }
}

/** In which periods a move takes the total up, and in which down: masks of periods. */
interface TotalMove {
  readonly risen: number
  readonly fallen: number
}

/**
 * Tells whether the total of a whole can be one more than it is in some periods at once, and nowhere less than a part that is
 * all of it, but where that is one less too: by a move of the community that two others make up for, whose parts leave them
 * room to be one less.
 *
 * @param full by period, then by community: whether the part is all of the whole, in bit 0
 */
export function wholeCanRise(whole: ProvenMoves, full: readonly Int32Array[]) {
  const fullPeriods = (community: number) =>
    full.reduce((periods, _, periodIndex) => periods | ((maskAt(full, periodIndex, community) & 1) << periodIndex), 0)
  const known = new Map<number, readonly TotalMove[]>()
  return (community: number, rising: number, falling: number): boolean => {
    const moves = known.get(community) ?? totalMoves(whole, community, fullPeriods)
    known.set(community, moves)
    const exceeded = fullPeriods(community) & ~falling
    return moves.some(({ risen, fallen }) => (risen & rising) === rising && (fallen & exceeded) === 0)
  }
}

/** The ways in which a community's total can rise that two others with room for it make up for. */
function totalMoves(
  { space, proof }: ProvenMoves,
  community: number,
  fullPeriods: (community: number) => number,
): readonly TotalMove[] {
  const moves = new Map<number, TotalMove>()
  const hasRoom = (other: number, id: MoveId) => (totalMove(space.changes(id)).fallen & fullPeriods(other)) === 0
  for (const [id, area] of proof.movesOf(community)) {
    const move = totalMove(space.changes(id))
    const key = move.risen * 2 ** 17 + move.fallen
    if (move.risen === 0 || moves.has(key)) continue
    if (proof.isMadeUpFor(community, id, area, hasRoom)) moves.set(key, move)
  }
  return [...moves.values()]
}

function totalMove(changes: readonly Change[]): TotalMove {
  let [risen, fallen] = [0, 0]
  for (const { periodIndex, up, down } of changes) {
    risen |= (up & 1) << periodIndex
    fallen |= (down & 1) << periodIndex
  }
  return { risen, fallen }
}
