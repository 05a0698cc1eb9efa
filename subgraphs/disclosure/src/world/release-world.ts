import type { MeasuredDataset } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/base-counts'
import { boroughOf, streetOf, withoutPadding } from '@shequ/schema/codes/division-code'
import type { CommunityCounts, EarlierPeriod, PeriodRelease } from '../model/period-release.js'
import { type Timeline, timelineOf } from '../model/timeline.js'
import { type PackedValues, packValues } from './packed-values.js'

/** An area over which sums are released, with its communities by their places. */
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
  /** The place of each community's street and borough. */
  readonly streetOf: Int32Array
  readonly boroughOf: Int32Array
  /** True counts, by period. */
  readonly values: readonly PackedValues[]
  /** What was hidden before, by period, then by community: masks in the order of the base counts. */
  readonly earlierHidden: readonly (readonly (readonly number[] | undefined)[])[]
  /** Which money counts must not be known, by period, then by community: places in the order of the base counts. */
  readonly dominated: readonly (readonly (readonly number[] | undefined)[])[]
  /** Which counts' sums kept a community apart before, by period, then by community: places in the order of the base counts. */
  readonly earlierApart: readonly (readonly (readonly number[] | undefined)[])[]
  /** What areas did not say before: by period, by area code. */
  readonly earlierRefused: readonly (ReadonlyMap<string, readonly number[]> | undefined)[]
  /** Areas of which no sum may be told: those around communities that have left since the period began. */
  readonly untold: ReadonlySet<string>
  /** By dataset: whether each community's records go into the sums of the current period. */
  readonly summed: Readonly<Record<MeasuredDataset, Uint8Array>>
  /** Whether a community's records are in the sums of a period: of the current one by `summed`, of others as they were released. */
  readonly isSummed: (dataset: MeasuredDataset, place: number, community: number) => boolean
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
    city: { code: city, communities: communities.map((_, place) => place) },
    streetOf: placesOf(communities.length, streets),
    boroughOf: placesOf(communities.length, boroughs),
    values: before.map((known, place) =>
      packValues(timeline.periods[place] ?? period, communities.length, (at) => {
        const community = communities[at]
        if (community === undefined || place === timeline.current) return community?.values
        return known?.communities.get(community.code)?.values
      }),
    ),
    earlierHidden: before.map((known) => communities.map(({ code }) => known?.communities.get(code)?.hidden)),
    dominated: before.map((known, place) =>
      communities.map(({ code, dominated }) =>
        place === timeline.current ? dominated : known?.communities.get(code)?.dominated,
      ),
    ),
    earlierApart: before.map((known) => communities.map(({ code }) => known?.communities.get(code)?.apart)),
    earlierRefused: before.map((known) => known?.areas),
    untold: new Set(departed.flatMap((code) => [streetOf(code), boroughOf(code), city])),
    summed,
    isSummed: (dataset, place, community) =>
      place === timeline.current
        ? summed[dataset][community] === 1
        : before[place]?.communities.get(communities[community]?.code ?? '')?.summed[
            measuredDatasets.indexOf(dataset)
          ] === true,
  }
}

/**
 * A community by its place.
 *
 * @throws {RangeError} when there is none
 */
export function communityAt({ communities }: ReleaseWorld, place: number): CommunityCounts {
  const community = communities[place]
  if (community === undefined)
    throw new RangeError(`Expected one of ${communities.length} communities, but got ${place}.`)
  return community
}

function areasOf(communities: readonly CommunityCounts[], areaOf: (code: string) => string): SumArea[] {
  const areas = new Map<string, number[]>()
  for (const [place, { code }] of communities.entries()) {
    const area = areaOf(code)
    const members = areas.get(area)
    if (members === undefined) areas.set(area, [place])
    else members.push(place)
  }
  return [...areas].map(([code, members]) => ({ code, communities: members }))
}

function placesOf(communities: number, areas: readonly SumArea[]): Int32Array {
  const places = new Int32Array(communities)
  for (const [area, { communities: members }] of areas.entries()) for (const member of members) places[member] = area
  return places
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
  const wasSummed = (index: number, code: string) =>
    before.every((period) => period?.communities.get(code)?.summed[index] !== false)
  const isSummed = (index: number, { code, levels, isSummed: isAnyway }: CommunityCounts) =>
    (levels[index] === 'CITY' || levels[index] === 'PUBLIC') && (isAnyway ?? wasSummed(index, code))
  return Object.fromEntries(
    measuredDatasets.map((dataset, index) => [
      dataset,
      Uint8Array.from({ length: count }, (_, place) => {
        const community = communities[place]
        return community !== undefined && isSummed(index, community) ? 1 : 0
      }),
    ]),
  ) as Record<MeasuredDataset, Uint8Array>
}
