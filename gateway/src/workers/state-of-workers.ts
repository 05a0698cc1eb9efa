import type { Channel } from '@shequ/process/workers/channel'
import type { WorkerPlace } from '@shequ/process/workers/worker-place'
import type { Standing } from '../fetch/request-context.js'
import type { Writes } from '../fetch/shared-reads.js'
import { ClientGone } from '../fetch/failed-answer.js'
import type { Entering, Entrance } from '../request/admit/entrance.js'
import { keepSentTexts } from '../request/known/sent-texts.js'
import { type Budget, type PolicyName, rateLimited } from '../request/rate/budget.js'
import type { Budgets } from '../request/rate/budgets.js'
import type { SharedState } from './shared-state.js'

/** What a worker tells the primary process of an operation. */
export interface ToldOperation extends Entering {
  readonly operation: number
}

/** What a worker tells of points that somebody takes or gets back. */
export interface ToldPoints {
  readonly policy: PolicyName
  readonly quota: number
  readonly payer: string
  readonly points: number
}

/** What came of spending, as the primary process tells it. */
export interface ToldSpent {
  readonly standing: Standing
  readonly isRefused: boolean
}

/** A worker has in common with the others what the primary process keeps: it asks that process. */
export function stateOfWorkers(name: string, place: WorkerPlace, primary: Channel): SharedState {
  return {
    name,
    place,
    budgets: budgetsOf(primary),
    entrance: entranceOf(primary),
    texts: keepSentTexts({
      get: async (hash) => (await primary.ask<string | undefined>('text', hash)) ?? undefined,
      keep: (hash, text) => primary.ask('keep text', { hash, text }),
    }),
    writes: writesOf(primary),
  }
}

function budgetsOf(primary: Channel): Budgets {
  return {
    of: (policy, quota) => (quota === 0 ? undefined : budgetOf(policy, quota, primary)),
    close: () => undefined,
  }
}

function budgetOf(policy: PolicyName, quota: number, primary: Channel): Budget {
  return {
    quota,
    async spend(payer, points) {
      const told: ToldPoints = { policy, quota, payer, points }
      const { standing, isRefused } = await primary.ask<ToldSpent>('spend', told)
      return { standing, ...(isRefused && { refusal: rateLimited(policy, points, standing) }) }
    },
    giveBack(payer, points) {
      const told: ToldPoints = { policy, quota, payer, points }
      return primary.ask('give back', told)
    },
  }
}

function entranceOf(primary: Channel): Entrance {
  let operations = 0
  return {
    async enter(entering, signal) {
      if (signal.aborted) throw new ClientGone()
      const operation = (operations += 1)
      const leave = () => primary.tell('leave', operation)
      signal.addEventListener('abort', leave, { once: true })
      const told: ToldOperation = { ...entering, operation }
      try {
        await primary.ask('enter', told)
      } catch (error) {
        signal.removeEventListener('abort', leave)
        throw signal.aborted ? new ClientGone() : error
      }
      return () => {
        signal.removeEventListener('abort', leave)
        primary.tell('end', operation)
      }
    },
  }
}

function writesOf(primary: Channel): Writes {
  return {
    tell: () => primary.ask('written'),
    whenTold: (forget) => primary.answer('written', forget),
  }
}
