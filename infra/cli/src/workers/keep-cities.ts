import { stateOfOne } from '@shequ/gateway/workers/shared-state'
import { keepState } from '@shequ/gateway/workers/keep-state'
import { keepWorkers } from '@shequ/process/workers/keep-workers'
import type { CityServing } from '../run/city/serve-city.js'
import type { CityProcess } from '../run/city/open-city.js'

/** What a worker of `hub start` is told. */
export interface ToldCity extends Pick<CityServing, 'port' | 'trying'>, Pick<CityProcess, 'urls'> {
  /** The name that all of them ask nodes by. */
  readonly name: string
}

/** Has so many processes serve a city, which this one keeps. It works in the background itself. */
export async function keepCities(
  count: number,
  { config, urls, log, shutdown }: CityProcess,
  { port, trying, isBackgroundUp }: CityServing,
): Promise<{ readonly url: string }> {
  const state = stateOfOne(config, log)
  shutdown.add('what workers have in common', async () => state.budgets.close())
  const attend = keepState(state)
  const told: ToldCity = { port, trying, urls, name: state.name }
  const kept = await keepWorkers({
    module: new URL('./city-worker.js', import.meta.url),
    count,
    told,
    attend(worker) {
      attend(worker)
      worker.answer('is the background up', isBackgroundUp)
    },
    log,
  })
  shutdown.add('server', () => kept.close())
  return kept
}
