import { expect, test } from 'vitest'
import { handDraft, handWorld } from '../testing/hand-world.js'
import { tabulateCount } from '../world/tabulate-count.js'
import { ownLimits, partLimits, timesWithin } from './limits.js'

const total = 1
const oneMore = [{ periodIndex: 0, up: total, down: 0 }]
const oneLess = [{ periodIndex: 0, up: 0, down: total }]

test('a hidden cell can go up and down as often as its size allows, one that is zero only up, one that is published neither', () => {
  const world = handWorld('2025-01', {
    A: { enrolments: 5 },
    B: { enrolments: 0 },
    C: { enrolments: 20 },
    D: { enrolments: 2 },
  })
  const limitsOf = ownLimits(handDraft(world, 'enrolments'))
  const most = (community: number, hidden: number) =>
    [oneMore, oneLess].map((changes) => timesWithin(changes, limitsOf(community, hidden)))
  expect(most(0, total)).toEqual([3, 3])
  expect(most(1, total)).toEqual([3, 0])
  expect(most(2, 0)).toEqual([0, 0])
  expect(most(3, total)).toEqual([3, 2])
})

test('what a return tells bounds it: no hidden cell exceeds the round number', () => {
  const most = (enrolments: number) => {
    const limitsOf = ownLimits(handDraft(handWorld('2025-01', { A: { enrolments } }), 'enrolments'))
    return timesWithin(oneMore, limitsOf(0, total))
  }
  // 10 and 17 hide behind 13 and 20.
  expect([10, 17].map(most)).toEqual([3, 3])
})

test('a part goes up by itself as far as its whole leaves it room, and beyond only where the whole can rise', () => {
  const world = handWorld('2025-01', {
    A: { participants: 9, olderParticipants: 9 },
    B: { participants: 9, olderParticipants: 7 },
  })
  const whole = handDraft(world, 'participants')
  const tables = tabulateCount(world, 'olderParticipants', whole)
  const restOf = (periodIndex: number, community: number) =>
    whole.valueOf(periodIndex, community, 0) - tables.valueOf(periodIndex, community, 0)
  const most = (community: number, wholeCan: boolean, isAlone = false) =>
    timesWithin(oneMore, partLimits(tables, restOf, () => wholeCan)(community, total), isAlone)
  expect([most(0, true), most(0, false)]).toEqual([3, 0])
  expect([most(1, true), most(1, false)]).toEqual([3, 2])
  expect([most(0, true, true), most(1, true, true)]).toEqual([0, 2])
})
