import { expect, test } from 'vitest'
import { LastAnswers } from './last-answers.js'
import type { NodeEntry } from './node-entry.js'

const entry: NodeEntry = {
  community: '310101001001',
  status: 'ACTIVE',
  epoch: 1,
  address: 'http://a/',
  keys: [],
  staleFor: 60,
}

const answer = (entity: unknown) => ({ entity, refusals: [] })

test('an answer is shown again up to its age, from the same attempt, and never of a revoked node', () => {
  const clock = { now: 0 }
  const last = new LastAnswers(1_000, () => clock.now)
  last.keep(entry, 'q', answer({ a: 1 }))
  clock.now = 60_999
  expect(last.find(entry, 'q')).toEqual({ entity: { a: 1 }, refusals: [], age: 60 })
  clock.now = 61_000
  expect(last.find(entry, 'q')).toBeUndefined()
  for (const other of [{ epoch: 2 }, { status: 'REVOKED' as const }]) {
    last.keep(entry, 'q', answer({ a: 1 }))
    expect(last.find({ ...entry, ...other }, 'q')).toBeUndefined()
    expect(last.find(entry, 'q')).toBeUndefined()
  }
})

test('what is shown can be changed without changing what is kept', () => {
  const last = new LastAnswers(1_000)
  last.keep(entry, 'q', answer({ a: [1] }))
  const shown = last.find(entry, 'q')?.entity as { a: number[] } | undefined
  shown?.a.push(2)
  expect(last.find(entry, 'q')?.entity).toEqual({ a: [1] })
})

test('those shown longest ago go when they are too much', () => {
  const last = new LastAnswers(600)
  for (const question of ['one', 'two', 'one', 'six']) last.keep(entry, question, answer('x'.repeat(10)))
  expect(['one', 'two', 'six'].map((question) => last.find(entry, question) !== undefined)).toEqual([true, false, true])
})
