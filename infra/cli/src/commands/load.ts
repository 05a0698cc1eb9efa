import type { ActivitySize } from '@shequ/data/activity/activity-size'
import { readEnvironment } from '@shequ/process/read-environment'
import { databaseEnvironment } from '../environment.js'
import { closeDuePeriods } from '../run/close-due-periods.js'
import { loadCity } from '../run/load-city.js'
import { openDatabases, ownerUrls, urlsOf } from '../run/open-databases.js'
import { say } from '../run/say.js'

/** Loads a city's divisions, and activity where it is asked for with the returns of its periods. Loading twice changes nothing. */
export async function load(
  city: string,
  options: { chinaDivision?: string; activity: ActivitySize | 'none' },
): Promise<void> {
  const databases = await openDatabases(readEnvironment(databaseEnvironment), { say, beside: true })
  try {
    await loadCity(ownerUrls(databases), { city, packageFolder: options.chinaDivision, activity: options.activity })
    if (options.activity !== 'none') await closeDuePeriods(urlsOf(databases, 'community').url, city)
    say(`${city} is loaded.`)
  } finally {
    await databases.stop()
  }
}
