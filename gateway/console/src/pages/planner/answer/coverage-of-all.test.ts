import { expect, test } from 'vitest'
import type { FigureCoverage } from '../../../figures/figure-cell'
import { coverageOfAll } from './coverage-of-all'

const first: FigureCoverage = {
  expected: 10,
  reported: 8,
  withheld: 1,
  missing: 1,
  residents: 1_000,
  residentsReported: 800,
  asOf: '2025-05-01T00:00:00Z',
}

test('reports of several periods are added, and the latest tells how old they are', () => {
  const second = { ...first, reported: 9, missing: 0, residentsReported: null, asOf: null }
  expect(coverageOfAll([first, second])).toEqual({
    expected: 20,
    reported: 17,
    withheld: 2,
    missing: 1,
    residents: 2_000,
    residentsReported: null,
    asOf: '2025-05-01T00:00:00Z',
  })
  expect(coverageOfAll([])).toBeUndefined()
})
