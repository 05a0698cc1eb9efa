import type { MeasuredDataset } from '@shequ/schema/measures/measured-datasets'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { boroughOf, streetOf, withoutPadding } from '@shequ/schema/codes/division-code'
import type { CommunityCounts, EarlierPeriod, PeriodRelease } from '../model/period-release.js'
import { type Timeline, timelineOf } from '../model/timeline.js'
import { type PackedValues, packValues } from './packed-values.js'

/** An area over which sums are published, with the indexes of its communities. */
export interface SumArea {
  readonly code: string
  readonly communities: readonly number[]
}

/** All communities of a release, what they are part of, and what is known of the periods that hang together. */
export interface ReleaseWorld {
  readonly timeline: Timeline
  /** By code. */
  readonly communities: readonly CommunityCounts[]
  readonly streets: readonly SumArea[]
  readonly boroughs: readonly SumArea[]
  readonly city: SumArea
  /** The index of each community's street and borough. */
  readonly streetOf: Int32Array
  readonly boroughOf: Int32Array
  /** True counts, by period. */
  readonly values: readonly PackedValues[]
  /** What was hidden before, by period, then by community: masks in the order of the base counts. */
  readonly earlierHidden: readonly (readonly (readonly number[] | undefined)[])[]
  /** Which money counts must not be known, by period, then by community: indexes in the order of the base counts. */
  readonly dominated: readonly (readonly (readonly number[] | undefined)[])[]
  /** Which counts' sums left out what a community hid before, by period, then by community: indexes in the order of the base counts. */
  readonly earlierExcluded: readonly (readonly (readonly number[] | undefined)[])[]
  /** What sums of areas were not published before: by period, by area code, masks in the order of the base counts. */
  readonly earlierUnpublished: readonly (ReadonlyMap<string, readonly number[]> | undefined)[]
  /** Areas of which no sum may be published: those around communities that have left since the period began. */
  readonly unpublishedAreas: ReadonlySet<string>
  /** By dataset: whether each community's records go into the sums of the current period. */
  readonly summed: Readonly<Record<MeasuredDataset, Uint8Array>>
  /** Whether a community's records are in the sums of a period: of the current one by `summed`, of others as they were released. */
  readonly isSummed: (dataset: MeasuredDataset, periodIndex: number, community: number) => boolean
}

/** Lays out a release: communities in the order of their codes, so that the same input gives the same release. */
export function releaseWorldOf(release: PeriodRelease): ReleaseWorld {
  const { city, period, communities: given, earlier, departed = [], byNode = false } = release
  const timeline = timelineOf(period, (name) => earlier.has(name))
  const communities = [...given].sort((a, b) => (a.code < b.code ? -1 : 1))
  const streets = areasOf(communities, streetOf)
  const boroughs = areasOf(communities, boroughOf)
  const before = timeline.periods.map((name) => earlier.get(name))
  const summed = summedOf(byNode ? [] : communities, communities.length, before)
  return {
    timeline,
    communities,
    streets,
    boroughs: boroughs.filter(({ code }) => withoutPadding(code) !== withoutPadding(city)),
    city: { code: city, communities: communities.map((_, community) => community) },
    streetOf: areasByCommunity(communities.length, streets),
    boroughOf: areasByCommunity(communities.length, boroughs),
    values: before.map((known, periodIndex) =>
      packValues(timeline.periods[periodIndex] ?? period, communities.length, (index) => {
        const community = communities[index]
        if (community === undefined || periodIndex === timeline.current) return community?.values
        return known?.communities.get(community.code)?.values
      }),
    ),
    earlierHidden: before.map((known) => communities.map(({ code }) => known?.communities.get(code)?.hidden)),
    dominated: before.map((known, periodIndex) =>
      communities.map(({ code, dominated }) =>
        periodIndex === timeline.current ? dominated : known?.communities.get(code)?.dominated,
      ),
    ),
    earlierExcluded: before.map((known) =>
      communities.map(({ code }) => known?.communities.get(code)?.excludedFromSums),
    ),
    earlierUnpublished: before.map((known) => known?.areas),
    unpublishedAreas: new Set(departed.flatMap((code) => [streetOf(code), boroughOf(code), city])),
    summed,
    isSummed: (dataset, periodIndex, community) =>
      periodIndex === timeline.current
        ? summed[dataset][community] === 1
        : before[periodIndex]?.communities.get(communities[community]?.code ?? '')?.summed[
            measuredDatasets.indexOf(dataset)
          ] === true,
  }
}

/**
 * A community by its index.
 *
 * @throws {RangeError} when there is none
 */
export function communityAt({ communities }: ReleaseWorld, index: number): CommunityCounts {
  const community = communities[index]
  if (community === undefined)
    throw new RangeError(`Expected one of ${communities.length} communities, but got ${index}.`)
  return community
}

function areasOf(communities: readonly CommunityCounts[], areaOf: (code: string) => string): SumArea[] {
  const areas = new Map<string, number[]>()
  for (const [community, { code }] of communities.entries()) {
    const area = areaOf(code)
    const members = areas.get(area)
    if (members === undefined) areas.set(area, [community])
    else members.push(community)
  }
  return [...areas].map(([code, members]) => ({ code, communities: members }))
}

function areasByCommunity(communities: number, areas: readonly SumArea[]): Int32Array {
  const areaByCommunity = new Int32Array(communities)
  for (const [area, { communities: members }] of areas.entries())
    for (const member of members) areaByCommunity[member] = area
  return areaByCommunity
}

/**
 * Only what the city may see as the community's goes into the sums, and, where nothing else is said of it, only if it went into those of
 * the periods that are added up: a whole never stands for others than its parts.
 *
 * @param communities those of which any may be summed, of so many in all
 */
function summedOf(
  communities: readonly CommunityCounts[],
  count: number,
  before: readonly (EarlierPeriod | undefined)[],
): Record<MeasuredDataset, Uint8Array> {
  const wasSummed = (datasetIndex: number, code: string) =>
    before.every((period) => period?.communities.get(code)?.summed[datasetIndex] !== false)
  const isSummed = (datasetIndex: number, { code, levels, isSummed: isAnyway }: CommunityCounts) =>
    (levels[datasetIndex] === 'CITY' || levels[datasetIndex] === 'PUBLIC') &&
    (isAnyway ?? wasSummed(datasetIndex, code))
  return Object.fromEntries(
    measuredDatasets.map((dataset, datasetIndex) => [
      dataset,
      Uint8Array.from({ length: count }, (_, index) => {
        const community = communities[index]
        return community !== undefined && isSummed(datasetIndex, community) ? 1 : 0
      }),
    ]),
  ) as Record<MeasuredDataset, Uint8Array>
}
