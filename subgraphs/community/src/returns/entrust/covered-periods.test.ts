import { describe, expect, test } from 'vitest'
import { coveredFirst, ownFirst } from './covered-periods.js'

const due = ['2026-11', '2026-12', '2026-Q4', '2026', '2027-01']
const entrustment = { until: '2026-12-31', told: '', sent: [], refused: [] }

describe('the periods that a node leaves to the hosted server', () => {
  test('are those that end by the last day of the term, the next first', () => {
    expect(coveredFirst(due, entrustment)).toEqual(['2026-11', '2026-12', '2026-Q4', '2026'])
    expect(coveredFirst(due, { ...entrustment, until: '2026-12-30' })).toEqual(['2026-11'])
    expect(coveredFirst(due, { ...entrustment, until: null })).toEqual([])
  })

  test('end before one that the hosted server closed without the community: the node releases that first', () => {
    expect(coveredFirst(due, { ...entrustment, refused: ['2026-12'] })).toEqual(['2026-11'])
    expect(ownFirst(due.slice(1), { ...entrustment, refused: ['2026-12'] })).toEqual(['2026-12'])
  })

  test('come after all that the node releases itself, so that parts are closed before wholes', () => {
    expect(ownFirst(due, entrustment)).toEqual([])
    expect(ownFirst(due.slice(4), entrustment)).toEqual(['2027-01'])
    expect(ownFirst(due, undefined)).toEqual(due)
  })
})
