import { expect, test } from 'vitest'
import { consignmentState } from './consignment-state'

const term = { startsOn: '2025-03-01', endsOn: '2025-08-31', endedOn: null }

test.each([
  ['2025-02-28', null, 'toCome'],
  ['2025-03-01', null, 'running'],
  ['2025-08-31', null, 'running'],
  ['2025-09-01', null, 'over'],
  ['2025-06-30', '2025-07-01', 'running'],
  ['2025-07-01', '2025-07-01', 'ended'],
  ['2025-12-01', '2025-07-01', 'ended'],
])('on %s, ended on %s: %s', (day, endedOn, state) => {
  expect(consignmentState({ ...term, endedOn }, day)).toBe(state)
})
