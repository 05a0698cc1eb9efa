import { expect, test } from 'vitest'
import { Pauses } from './pauses.js'
import type { Export } from './read-export.js'
import { type AskGraph, ExportRefused, type Pause, readPages } from './read-pages.js'

const asked = {
  within: '310000000000',
  query: { measures: ['SESSIONS'], groupBy: ['COMMUNITY'], from: '2025-01', to: '2025-03', grain: 'QUARTER' },
} as unknown as Export

/** A graph whose answers have a row a page, four in all, and that refuses some requests, counted from one, for a reason. */
function graph(refused: readonly number[], code = 'RATE_LIMITED') {
  let requests = 0
  let row = 0
  const ask: AskGraph = async () => {
    requests += 1
    if (refused.includes(requests)) return { errors: [{ message: code, extensions: { code, retryAfter: 7 } }] }
    row += 1
    const pageInfo = { hasNextPage: row < 4, endCursor: `${row}` }
    return { data: { measures: { totalCount: 4, rows: [{ row }], pageInfo } } }
  }
  return ask
}

async function rowsOf(ask: AskGraph, pause: Pause) {
  const rows: unknown[] = []
  for await (const { measures } of readPages(asked, ask, { most: 10 }, pause)) rows.push(...measures.rows)
  return rows
}

const all = [1, 2, 3, 4].map((row) => ({ row }))

test('a page that the caller cannot pay yet is asked for again after the seconds that the graph says', async () => {
  const waits: number[] = []
  const pause: Pause = async (seconds) => waits.push(seconds) > 0
  expect(await rowsOf(graph([2, 3, 5]), pause)).toEqual(all)
  expect(waits).toEqual([7, 7, 7])
})

test.each([
  ['the first page', graph([1]), true, 0],
  ['a page that is refused again and again', graph([2, 3, 4, 5]), true, 3],
  ['a page where too many wait', graph([3]), false, 1],
  ['a page that is refused for another reason', graph([2], 'TIER_UNAVAILABLE'), true, 0],
])('%s is given up', async (_, ask, mayWait, waited) => {
  let waits = 0
  const pause: Pause = async () => {
    waits += 1
    return mayWait
  }
  await expect(rowsOf(ask, pause)).rejects.toThrow(ExportRefused)
  expect(waits).toBe(waited)
})

test('sixteen exports wait at once, and none whose client has left', async () => {
  const pauses = new Pauses()
  const gone = new AbortController()
  const waiting = Array.from({ length: 16 }, () => pauses.pause(60, gone.signal))
  expect(await pauses.pause(60, gone.signal)).toBe(false)
  gone.abort()
  for (const each of await Promise.allSettled(waiting)) expect(each.status).toBe('rejected')
  expect(await pauses.pause(0, new AbortController().signal)).toBe(true)
})
