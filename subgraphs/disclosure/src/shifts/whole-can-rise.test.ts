import { expect, test } from 'vitest'
import type { Times } from '../model/protection-interval.js'
import { handDraft, handWorld } from '../testing/hand-world.js'
import { Certificate } from '../sums/certificate.js'
import { wholeCanRise } from './whole-can-rise.js'

const total = 1
const january = 1

/** Whether A's participants can be so many more, where this is by how much wholes exceed their parts. */
function canRise(times: Times, hidden: readonly number[], rests: readonly number[]): boolean {
  const world = handWorld('2025-01', { A: { participants: 5 }, B: { participants: 6 }, C: { participants: 7 } })
  const counts = handDraft(world, 'participants')
  counts.hidden[0]?.set(hidden)
  const rise = wholeCanRise({ ...counts, proof: new Certificate(counts) }, (_, community) => rests[community] ?? 0)
  return rise(0, january, 0, times)
}

test('the whole can rise as often as two others can fall: their parts must leave them room', () => {
  expect(canRise(1, [total, total, total], [0, 3, 3])).toBe(true)
  expect(canRise(3, [total, total, total], [0, 3, 3])).toBe(true)
  expect(canRise(1, [total, total, 0], [0, 3, 3])).toBe(false)
  expect(canRise(1, [total, total, total], [0, 3, 0])).toBe(false)
  // Either of the two may be the attacker.
  expect(canRise(2, [total, total, total], [0, 3, 1])).toBe(false)
})
