import type { BaseCount } from '@shequ/schema/measures/base-count'
import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import {
  breakdownCount,
  breakdownOf,
  cellKinds,
  learnerGroups,
  type CellGroup,
  type CellKind,
} from '@shequ/schema/measures/breakdowns'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { Period } from '@shequ/schema/measures/periods'
import type { CommunityCounts, EarlierPeriod } from '../model/period-release.js'
import { type CountDraft, draftCount } from '../shifts/count-draft.js'
import type { Coverage } from '../shifts/coverage.js'
import { hideCells } from '../world/count-tables.js'
import { type ReleaseWorld, releaseWorldOf } from '../world/release-world.js'
import { releaseOf } from './release-in-turn.js'

/** A table of one count, by cell; a number alone is its total. */
export type HandTable = number | ReadonlyMap<number, number>

/** The counts of a community, written out by hand. What is left out is a zero that everybody sees; one that is written out may be hidden. */
export type HandCounts = Readonly<Partial<Record<BaseCountName, HandTable>>>

/** Communities by name: the letters A to Z lie in one street, unless a name begins with its street, as in `104002/A`. */
export type HandCommunities = Readonly<Record<string, HandCounts>>

/** A table by group and kind with its margins, which add up over both. */
export function table(
  rows: Readonly<Partial<Record<CellGroup, Readonly<Partial<Record<CellKind, number>>>>>>,
): ReadonlyMap<number, number> {
  const cells = new Map<number, number>()
  const add = (cell: number, value: number) => cells.set(cell, (cells.get(cell) ?? 0) + value)
  for (const [group, kinds] of Object.entries(rows) as [CellGroup, Partial<Record<CellKind, number>>][])
    for (const [kind, value] of Object.entries(kinds) as [CellKind, number][])
      for (const inGroup of ['ALL', group] as const)
        for (const inKind of ['ALL', kind] as const) add(breakdownOf(inGroup, inKind), value)
  return cells
}

/** The same, in which the groups that are left out have so many in each kind that others have: nothing of theirs is small. */
export function fullTable(
  rows: Readonly<Partial<Record<CellGroup, Readonly<Partial<Record<CellKind, number>>>>>>,
  others = 50,
): ReadonlyMap<number, number> {
  const kinds = new Set(Object.values(rows).flatMap((row) => Object.keys(row)))
  const filled = Object.fromEntries([...kinds].map((kind) => [kind, others]))
  return table({ ...Object.fromEntries(learnerGroups.map((group) => [group, filled])), ...rows })
}

/** The cells of some groups and kinds, as a mask. */
export function maskOf(...cells: readonly (readonly [CellGroup, CellKind])[]): number {
  return cells.reduce((mask, [group, kind]) => mask | (1 << breakdownOf(group, kind)), 0)
}

/** The code of a community by its name. */
export function codeOf(name: string): string {
  const [letter = '', street = '101001'] = name.split('/').toReversed()
  return `310${street}${String(letter.charCodeAt(0) - 64).padStart(3, '0')}`
}

/** The counts of a community as `releasePeriod` takes them. It shares everything with everybody. */
export function countsOf(name: string, counts: HandCounts, dominated: readonly number[] = []): CommunityCounts {
  const values = new Float64Array(baseCountNames.length * breakdownCount)
  for (const [count, cells] of Object.entries(counts) as [BaseCountName, HandTable][]) {
    const first = baseCountNames.indexOf(count) * breakdownCount
    for (const [cell, value] of typeof cells === 'number' ? [[0, cells] as const] : cells) {
      values[first + cell] = value
      const { needs }: BaseCount = baseCounts[count]
      if (needs === undefined) continue
      const firstNeeded = baseCountNames.indexOf(needs as BaseCountName) * breakdownCount
      values[firstNeeded] = values[firstNeeded + (cell % cellKinds.length)] = 1
    }
  }
  return { code: codeOf(name), smallestCell: 11, levels: measuredDatasets.map(() => 'PUBLIC'), values, dominated }
}

/** A period of communities written out by hand, laid out for release. They are numbered in the order of their codes. */
export function handWorld(
  period: Period,
  communities: HandCommunities,
  earlier: ReadonlyMap<Period, EarlierPeriod> = new Map(),
): ReleaseWorld {
  const counts = Object.entries(communities).map(([name, each]) => countsOf(name, each))
  return releaseWorldOf(releaseOf(period, counts, earlier))
}

/** An earlier period that was released with these counts, in which everybody was summed and, of one count, these cells were hidden. */
export function earlierPeriod(
  communities: HandCommunities,
  count: BaseCountName,
  hidden: Readonly<Record<string, number>>,
): EarlierPeriod {
  const masks = (mask: number) => baseCountNames.map((name) => (name === count ? mask : 0))
  return {
    communities: new Map(
      Object.entries(communities).map(([name, counts]) => {
        const { code, values, dominated } = countsOf(name, counts)
        const summed = measuredDatasets.map(() => true)
        return [code, { values, hidden: masks(hidden[name] ?? 0), summed, excludedFromSums: [], dominated }]
      }),
    ),
    areas: new Map([
      ['310101000000', masks(0)],
      ['310000000000', masks(0)],
    ]),
  }
}

/** A coverage that leaves open that these cells go up once, and these down: masks, by period. */
export function openOnce(up: readonly number[], down: readonly number[]): Coverage {
  const masks = () => new Int32Array(up.length)
  return {
    up: { 1: Int32Array.from(up), 2: masks(), 3: masks() },
    down: { 1: Int32Array.from(down), 2: masks(), 3: masks() },
  }
}

/** A draft of one count of such a world, in which these cells are hidden beside those of primary suppression. */
export function handDraft(world: ReleaseWorld, count: BaseCountName, hidden: readonly number[] = []): CountDraft {
  const counts = draftCount(world, count, undefined)
  for (const [community, cells] of hidden.entries()) hideCells(counts, community, cells)
  return counts
}
