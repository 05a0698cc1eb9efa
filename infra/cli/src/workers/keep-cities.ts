import { keepState } from '@shequ/gateway/workers/keep-state'
import { stateOfOne } from '@shequ/gateway/workers/shared-state'
import { Guesses } from '@shequ/issuer/people/guesses'
import { keepWorkers } from '@shequ/process/workers/keep-workers'
import { type CityProcess, openCity } from '../run/city/open-city.js'
import type { CityServing, ServedCity } from '../run/city/serve-city.js'
import { keepGuesses } from './shared-guesses.js'

/** What a worker of `hub start` is told. */
export interface ToldCity extends Pick<CityServing, 'port' | 'trying'>, Pick<CityProcess, 'urls'> {
  /** The name that all of them ask nodes by. */
  readonly name: string
}

/** Has so many processes serve a city, which this one keeps. It opens the city for what is done in the background. */
export async function keepCities(
  count: number,
  process: CityProcess,
  { port, trying, isBackgroundUp }: CityServing,
): Promise<ServedCity> {
  const { config, urls, log, shutdown } = process
  const city = await openCity(process)
  const state = stateOfOne(config, log)
  shutdown.add('what workers have in common', async () => state.budgets.close())
  const attend = keepState(state)
  const guesses = new Guesses()
  const told: ToldCity = { port, trying, urls, name: state.name }
  const { url, close } = await keepWorkers({
    module: new URL('./city-worker.js', import.meta.url),
    count,
    told,
    attend(worker) {
      attend(worker)
      keepGuesses(worker, guesses)
      worker.answer('is the background up', isBackgroundUp)
    },
    log,
  })
  shutdown.add('server', close)
  return { city, url }
}
