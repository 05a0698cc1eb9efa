import type { CountDraft } from '../moves/count-draft.js'
import type { MoveId } from '../moves/move-space.js'
import type { MovesAtOnce } from './certificate.js'
import type { CouldMove } from './could-move.js'
import { type Help, boundOf, helpWith } from './find-help.js'
import { areaOf, evenersFor, levels } from '../world/released-sums.js'
import { scopeOf } from './scope-of.js'

/** Finds who makes up for moves that a community makes at once, and by which moves where these are not nearly the same. */
export type HelpForMoves = (
  counts: CountDraft,
  community: number,
  moves: MovesAtOnce,
  couldMove: CouldMove,
) => { readonly by?: readonly MoveId[]; readonly helps: readonly Help[] } | undefined

/**
 * Who makes up for moves of a community by moves that add up to them, whatever these are: where nobody is left who would make nearly the
 * same. Undefined when there are none.
 */
export const findSum: HelpForMoves = (counts, community, { moves, times }, couldMove) => {
  // A part could need its whole to follow each of several that move.
  if (counts.whole !== undefined || !counts.isSummed(counts.world.timeline.current, community)) return undefined
  const told = moves.filter((id) => scopeOf(counts, community, id) !== 'nowhere')
  const level = levels[Math.min(...told.map((id) => boundOf(counts, community, id)))] ?? 'nowhere'
  if (level === 'nowhere') return undefined
  const summands = couldMove.summands(level, areaOf(counts, level, community))
  const made = Array.from({ length: times }, () => told).flat()
  // One more, since the community itself may be among them.
  const by = summands.sumOf(made, (number) => evenersFor(1, number - 1) + 1)
  if (by === undefined) return undefined
  const most = evenersFor(1, by.length - 1)
  const helps = by.map((id) => helpWith(counts, community, id, { level, most }, couldMove))
  return helps.every((help) => help !== undefined) ? { by, helps } : undefined
}
