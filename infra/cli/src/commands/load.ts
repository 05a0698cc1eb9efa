import { requireBundledCity } from '@shequ/data/divisions/find/find-divisions'
import { readEnvironment } from '@shequ/process/read-environment'
import { databaseEnvironment } from '../run/environment.js'
import { type ActivityOptions, loadCity, requireKnownDay } from '../run/load-city.js'
import { openDatabases, ownerUrls } from '../run/open-databases.js'
import { say } from '../run/say.js'

/** Loads a city's divisions, and activity where it is asked for. Loading twice changes nothing. */
export async function load(city: string, options: { chinaDivision?: string } & ActivityOptions): Promise<void> {
  if (options.chinaDivision === undefined) await requireBundledCity(city)
  requireKnownDay(options)
  const databases = await openDatabases(readEnvironment(databaseEnvironment), { say, beside: true })
  try {
    await loadCity(ownerUrls(databases), { ...options, city, packageFolder: options.chinaDivision })
    say(`${city} is loaded.`)
  } finally {
    await databases.stop()
  }
}
