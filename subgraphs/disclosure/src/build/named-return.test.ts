import { expect, test } from 'vitest'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { firstDatasets, measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { ReleasedReturn } from '../model/period-release.js'
import { releasePeriod } from '../release-period.js'
import { codeOf, countsOf } from '../testing/hand-world.js'
import { city, releaseOf } from '../testing/release-in-turn.js'

const totalsOf = (released: ReleasedReturn | undefined) =>
  released?.cells.find(({ breakdown }) => breakdown === 0)?.counts

test('a community whose older software says nothing of proposals returns nothing of them, and is in sums of all else', () => {
  const communities = ['A', 'B', 'C', 'D'].map((name) => countsOf(name, { proposals: 2, sessions: 3 }))
  const [first, ...others] = communities
  if (first === undefined) throw new Error('Expected four communities.')
  const older = { ...first, levels: first.levels.slice(0, firstDatasets) }
  const released = releasePeriod(releaseOf('2025-01', [older, ...others], new Map()))
  const of = (division: string) => released.find((each) => each.division === division)
  const [own, other, sum] = [of(codeOf('A')), of(codeOf('B')), of(city)]
  const counts = baseCountNames.indexOf('proposals')
  expect([own?.levels.length, own?.summed, own?.hidden.length, own?.high.length]).toEqual([
    firstDatasets,
    Array.from({ length: firstDatasets }, () => true),
    counts,
    counts,
  ])
  expect(totalsOf(own)).toEqual({ sessions: 3 })
  expect(other?.summed).toEqual(measuredDatasets.map(() => true))
  expect(totalsOf(other)).toEqual({ sessions: 3, proposals: 2 })
  expect(totalsOf(sum)).toMatchObject({ sessions: 12, proposals: 6 })
})
