import { expect, test } from 'vitest'
import type { Period } from '@shequ/schema/measures/periods'
import { tableRelations } from '../audit/table-relations.js'
import { earlierPeriod, handWorld, maskOf } from '../testing/hand-world.js'
import { partCell, restCell, wholeCell } from '../world/part-rows.js'
import { draftCount } from './count-draft.js'
import type { Change } from './shift-space.js'

/** By how much a cell of a period goes up under some changes. */
function changeOf(changes: readonly Change[], periodIndex: number, cell: number): number {
  return changes
    .filter((change) => change.periodIndex === periodIndex)
    .reduce((sum, { up, down }) => sum + ((up >> cell) & 1) - ((down >> cell) & 1), 0)
}

/** A quarter whose months were released before, with its space of shifts. */
function quarterOf(count: 'attendances' | 'enrolments') {
  const months = ['2025-01', '2025-02', '2025-03']
  const world = handWorld(
    '2025-Q1',
    { A: {} },
    new Map(months.map((month) => [month, earlierPeriod({ A: {} }, count, {})])),
  )
  return { world, space: draftCount(world, count, undefined).space }
}

test('a month of a whole with its part has three shifts, each both ways: one more of the part, of the rest, or of the part in place of the rest', () => {
  const { space } = draftCount(handWorld('2025-01', { A: {} }), 'enrolments', undefined)
  const [whole, part, rest] = [1 << wholeCell, 1 << partCell, 1 << restCell]
  expect([0, 2, 4].map((id) => space.changes(id))).toEqual([
    [{ periodIndex: 0, up: 0, down: whole | part }],
    [{ periodIndex: 0, up: 0, down: whole | rest }],
    [{ periodIndex: 0, up: part, down: rest }],
  ])
  expect(space.size).toBe(6)
})

test('of a month by group and by kind, a shift takes four corners of the table: 15 pairs of rows × 10 of columns, each both ways', () => {
  const { space } = draftCount(handWorld('2025-01', { A: {} }), 'attendances', undefined)
  expect(space.size).toBe(300)
  const all = Array.from({ length: space.size }, (_, id) => space.changes(id))
  // A retired person changes from the course to the workshop, and somebody of the general group the other way.
  expect(all).toContainEqual([
    {
      periodIndex: 0,
      up: maskOf(['RETIRED', 'COURSE'], ['GENERAL', 'WORKSHOP']),
      down: maskOf(['RETIRED', 'WORKSHOP'], ['GENERAL', 'COURSE']),
    },
  ])
  // A retired person comes to the course: the cell and all its margins.
  expect(all).toContainEqual([
    {
      periodIndex: 0,
      up: maskOf(['RETIRED', 'COURSE'], ['RETIRED', 'ALL'], ['ALL', 'COURSE'], ['ALL', 'ALL']),
      down: 0,
    },
  ])
})

test('in a quarter with its months, something passes from month to month, or is added to a month and the quarter', () => {
  const { space } = quarterOf('enrolments')
  // Three months alone, three pairs of months, with three shifts of cells, each both ways.
  expect(space.size).toBe(36)
  const all = Array.from({ length: space.size }, (_, id) => space.changes(id))
  const completed = (1 << wholeCell) | (1 << partCell)
  expect(all).toContainEqual([
    { periodIndex: 0, up: completed, down: 0 },
    { periodIndex: 3, up: completed, down: 0 },
  ])
  expect(all).toContainEqual([
    { periodIndex: 0, up: completed, down: 0 },
    { periodIndex: 1, up: 0, down: completed },
  ])
})

test('whatever a shift changes, groups and kinds still add up to their margins, and months to the quarter', () => {
  const { world, space } = quarterOf('attendances')
  const relations = tableRelations('attendances', world.timeline.periods)
  const at = (period: Period) => world.timeline.periods.indexOf(period)
  for (let id = 0; id < space.size; id += 7) {
    const changes = space.changes(id)
    for (const { whole, parts } of relations) {
      const sum = parts.reduce((total, part) => total + changeOf(changes, at(part.period), part.cell), 0)
      expect(sum).toBe(changeOf(changes, at(whole.period), whole.cell))
    }
  }
})
