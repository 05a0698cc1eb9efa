import type { CountRelease } from '../count-release.js'
import type { CountTables } from '../world/count-tables.js'
import { maskAt } from '../world/count-tables.js'
import { fitsTime } from './fits-persons.js'
import { areMovable, movableCells } from './movable-cells.js'
import type { Change, MoveId, MoveSpace } from './move-space.js'

/** The moves of a part: its own, within a whole that stays, and those that it makes along with its whole. */
export function partMoves(tables: CountTables, own: MoveSpace, whole: CountRelease): MoveSpace {
  const { current } = tables.world.timeline
  const along = new Map<MoveId, readonly Change[]>()
  const changesAlong = (id: MoveId): readonly Change[] => {
    const known = along.get(id)
    if (known !== undefined) return known
    const changes = whole.space.changes(id).flatMap(({ place, up, down }) => {
      const cells = tables.cells[place] ?? 0
      return ((up | down) & cells) === 0 ? [] : [{ place, up: up & cells, down: down & cells }]
    })
    along.set(id, changes)
    return changes
  }
  return {
    size: own.size + whole.space.size,
    opposite: (id) => (id < own.size ? own.opposite(id) : own.size + whole.space.opposite(id - own.size)),
    changes: (id) => (id < own.size ? own.changes(id) : changesAlong(id - own.size)),
    wholeChanges: (id) => (id < own.size ? [] : whole.space.changes(id - own.size)),
    possible: (community, hiddenNow) => {
      const { hidden, down } = movableCells(tables, community, hiddenNow)
      const jointly = whole.space.possible(community, maskAt(whole.hidden, current, community)).filter((id) => {
        const changes = changesAlong(id)
        return changes.length > 0 && areMovable(changes, hidden, down) && fitsTime(tables, community, changes)
      })
      return [...own.possible(community, hiddenNow), ...jointly.map((id) => id + own.size)]
    },
  }
}
