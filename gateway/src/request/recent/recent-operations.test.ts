import { expect, test } from 'vitest'
import { RecentOperations } from './recent-operations.js'

const operation = (name: string, body = '{ a }') => ({ hash: `hash of ${name}`, name, body })
const names = (recent: RecentOperations, since = '2026-01-01') =>
  [...recent.since(since)].map(({ client, name, count }) => `${client} ${name} ${count}`)

test('each operation of a client is kept once, with how often it was asked and the last day', () => {
  const recent = new RecentOperations()
  recent.note('app', operation('One'), '2026-03-01')
  recent.note('app', operation('Two'), '2026-03-02')
  recent.note('other', operation('One'), '2026-03-02')
  recent.note('app', operation('One'), '2026-03-03')
  recent.note('app', operation('One'), '2026-03-02', 5)
  expect(names(recent)).toEqual(['app Two 1', 'app One 7', 'other One 1'])
  expect([...recent.since('2026-03-03')]).toEqual([
    { client: 'app', ...operation('One'), lastUsed: '2026-03-03', count: 7 },
  ])
  expect(recent.changes).toBe(5)
})

test('whoever asks something else each time pushes out its own operations alone, those first that it asked longest ago', () => {
  const most = 100_000
  const recent = new RecentOperations(most)
  recent.note('quiet', operation('Kept'), '2026-03-01')
  for (let asked = 0; asked < 1_000; asked += 1) {
    recent.note('loud', operation(`Q${asked}`), '2026-03-01')
    expect(recent.bytes).toBeLessThanOrEqual(most)
  }
  const kept = names(recent)
  expect(kept[0]).toBe('quiet Kept 1')
  expect(kept.length).toBeGreaterThan(100)
  expect(kept.at(-1)).toBe('loud Q999 1')
  expect(kept[1]).toBe(`loud Q${1_001 - kept.length} 1`)
})

test('an operation that is too large alone is not kept', () => {
  const recent = new RecentOperations(10_000)
  recent.note('app', operation('Huge', 'x'.repeat(6_000)), '2026-03-01')
  expect([names(recent), recent.bytes]).toEqual([[], 0])
})
