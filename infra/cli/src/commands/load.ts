import type { ActivitySize } from '@shequ/data/activity/basis/activity-size'
import { requireBundledCity } from '@shequ/data/divisions/find/find-divisions'
import { readEnvironment } from '@shequ/process/read-environment'
import { databaseEnvironment } from '../run/environment.js'
import { loadCity } from '../run/load-city.js'
import { openDatabases, ownerUrls } from '../run/open-databases.js'
import { say } from '../run/say.js'

/** Loads a city's divisions, and activity where it is asked for. Loading twice changes nothing. */
export async function load(
  city: string,
  options: { chinaDivision?: string; activity: ActivitySize | 'none' },
): Promise<void> {
  if (options.chinaDivision === undefined) await requireBundledCity(city)
  const databases = await openDatabases(readEnvironment(databaseEnvironment), { say, beside: true })
  try {
    await loadCity(ownerUrls(databases), { city, packageFolder: options.chinaDivision, activity: options.activity })
    say(`${city} is loaded.`)
  } finally {
    await databases.stop()
  }
}
