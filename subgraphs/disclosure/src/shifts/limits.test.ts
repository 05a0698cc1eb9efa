import { expect, test } from 'vitest'
import { handDraft, handWorld } from '../testing/hand-world.js'
import { tabulateCount } from '../world/tabulate-count.js'
import { areWithin, ownLimits, partLimits } from './limits.js'

const total = 1
const oneMore = [{ periodIndex: 0, up: total, down: 0 }]
const oneLess = [{ periodIndex: 0, up: 0, down: total }]

test('a hidden cell can go up and down, one that is zero only up, one that is published neither', () => {
  const world = handWorld('2025-01', { A: { enrolments: 5 }, B: { enrolments: 0 }, C: { enrolments: 20 } })
  const limitsOf = ownLimits(handDraft(world, 'enrolments'))
  const open = (community: number, hidden: number) =>
    [oneMore, oneLess].map((changes) => areWithin(changes, limitsOf(community, hidden)))
  expect(open(0, total)).toEqual([true, true])
  expect(open(1, total)).toEqual([true, false])
  expect(open(2, 0)).toEqual([false, false])
})

test('a part that equals its whole goes up only where the whole can; one that is less does so anyway', () => {
  const world = handWorld('2025-01', {
    A: { enrolments: 9, completed: 9 },
    B: { enrolments: 9, completed: 5 },
  })
  const tables = tabulateCount(world, 'completed', handDraft(world, 'enrolments'))
  const canGoUp = (community: number, wholeCan: boolean) =>
    areWithin(oneMore, partLimits(tables, () => wholeCan)(community, total))
  expect([canGoUp(0, true), canGoUp(0, false)]).toEqual([true, false])
  expect([canGoUp(1, true), canGoUp(1, false)]).toEqual([true, true])
})
