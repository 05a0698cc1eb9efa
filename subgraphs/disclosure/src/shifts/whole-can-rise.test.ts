import { expect, test } from 'vitest'
import { handDraft, handWorld } from '../testing/hand-world.js'
import { Certificate } from '../sums/certificate.js'
import { wholeCanRise } from './whole-can-rise.js'

const total = 1
const january = 1

/** Whether A's enrolments can be one more, where the parts of these communities equal their wholes. */
function canRise(hidden: readonly number[], partsEqual: readonly number[]): boolean {
  const world = handWorld('2025-01', { A: { enrolments: 5 }, B: { enrolments: 6 }, C: { enrolments: 7 } })
  const counts = handDraft(world, 'enrolments')
  counts.hidden[0]?.set(hidden)
  return wholeCanRise({ ...counts, proof: new Certificate(counts) }, [Int32Array.from(partsEqual)])(0, january, 0)
}

test('the whole can rise where two others can be one less: their parts must leave them room', () => {
  expect(canRise([total, total, total], [total, 0, 0])).toBe(true)
  expect(canRise([total, total, 0], [total, 0, 0])).toBe(false)
  expect(canRise([total, total, total], [total, 0, total])).toBe(false)
})
