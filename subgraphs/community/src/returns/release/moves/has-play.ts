import { breakdownCount, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { CountWorld, Way } from '../world/count-world.js'
import type { Move } from './move.js'

const columns = cellKinds.length

/**
 * Whether a move is possible both ways beside what is known of the count without being a sum: a part is at most its whole;
 * persons are at least as many as in the largest kind or month, and at most as many as in all of them together.
 */
export function hasPlay(counts: CountWorld, community: number, move: Move, way: Way): boolean {
  if (counts.whole !== undefined && !staysWithinWhole(counts, counts.whole, community, move, way)) return false
  return counts.addsOverTime && counts.addsOverKinds
    ? true
    : fitsPersons(counts, community, move, way, 1) && fitsPersons(counts, community, move, way, -1)
}

function staysWithinWhole(counts: CountWorld, whole: CountWorld, community: number, move: Move, way: Way): boolean {
  for (const place of [...way.along, ...way.against]) {
    if (way.joint) {
      if (((whole.hidden[place]?.[community] ?? 0) & move.mask) !== move.mask) return false
      continue
    }
    for (const cell of [...move.up, ...move.down]) {
      if (counts.valueOf(place, community, cell) >= whole.valueOf(place, community, cell)) return false
    }
  }
  return !way.joint || hasPlay(whole, community, move, { ...way, joint: false })
}

/** What a move made in a direction (1 or −1) adds to a cell in a period. */
function change(move: Move, way: Way, direction: number, place: number, cell: number): number {
  const sense = way.along.includes(place) ? direction : way.against.includes(place) ? -direction : 0
  if (sense === 0) return 0
  return move.up.includes(cell) ? sense : move.down.includes(cell) ? -sense : 0
}

function fitsPersons(counts: CountWorld, community: number, move: Move, way: Way, direction: number): boolean {
  const { valueOf, world } = counts
  const changed = (place: number, cell: number) =>
    valueOf(place, community, cell) + change(move, way, direction, place, cell)
  for (const { whole, parts } of world.timeline.sums) {
    if (!((way.mask >> whole) & 1) && !parts.some((part) => (way.mask >> part) & 1)) continue
    for (let cell = 0; cell < breakdownCount; cell++) {
      if (!((move.mask >> cell) & 1)) continue
      if (
        !lies(
          changed(whole, cell),
          parts.map((part) => changed(part, cell)),
        )
      )
        return false
    }
  }
  if (counts.addsOverKinds || counts.moves.length === 1) return true
  for (const place of [...way.along, ...way.against]) {
    for (let first = 0; first < breakdownCount; first += columns) {
      if (!((move.mask >> first) & (2 ** columns - 1))) continue
      const kinds = [1, 2, 3, 4].map((kind) => changed(place, first + kind))
      if (!lies(changed(place, first), kinds)) return false
    }
  }
  return true
}

/** Whether so many persons can be those of the parts: at least the most of one, at most all of them. */
function lies(whole: number, parts: readonly number[]): boolean {
  let most = 0
  let sum = 0
  for (const part of parts) {
    most = Math.max(most, part)
    sum += part
  }
  return most <= whole && whole <= sum
}
