import { setTimeout as pause } from 'node:timers/promises'
import type { Channel } from '@shequ/process/workers/channel'
import type { EndTurn } from '@shequ/process/turns'
import type { Entrance } from '../request/admit/entrance.js'
import type { SentTexts } from '../request/known/sent-texts.js'
import type { PolicyName } from '../request/rate/budget.js'
import type { Budgets } from '../request/rate/budgets.js'
import type { SharedState } from './shared-state.js'
import type { ToldOperation, ToldPoints, ToldSpent } from './state-of-workers.js'

/** How long a write may wait for a worker that does not hear of it, in milliseconds. One so busy answers nobody meanwhile. */
const longestWait = 1_000

/** Keeps what workers have in common. Gives what answers a worker, from its beginning to its end. */
export function keepState(state: SharedState): (worker: Channel) => void {
  const workers = new Set<Channel>()
  return (worker) => {
    workers.add(worker)
    void worker.ended.then(() => workers.delete(worker))
    answerBudgets(worker, state.budgets)
    answerEntrance(worker, state.entrance)
    answerTexts(worker, state.texts)
    worker.answer('written', async () => {
      const others = [...workers].filter((other) => other !== worker)
      // One that ends meanwhile gives nobody an old answer any more.
      const heard = Promise.allSettled(others.map((other) => other.ask('written')))
      await Promise.race([heard, pause(longestWait, undefined, { ref: false })])
    })
  }
}

function answerBudgets(worker: Channel, budgets: Budgets): void {
  worker.answer('spend', async ({ policy, quota, payer, points }: ToldPoints): Promise<ToldSpent> => {
    const { standing, refusal } = await budgetOf(budgets, policy, quota).spend(payer, points)
    return { standing, isRefused: refusal !== undefined }
  })
  worker.answer('give back', ({ policy, quota, payer, points }: ToldPoints) =>
    budgetOf(budgets, policy, quota).giveBack(payer, points),
  )
}

function budgetOf(budgets: Budgets, policy: PolicyName, quota: number) {
  const budget = budgets.of(policy, quota)
  if (budget === undefined) throw new Error(`Expected a quota of ${policy}, but got none.`)
  return budget
}

function answerTexts(worker: Channel, texts: SentTexts): void {
  worker.answer('text', (hash: string) => texts.get(hash))
  worker.answer('keep text', ({ hash, text }: { readonly hash: string; readonly text: string }) =>
    texts.keep(hash, text),
  )
}

/** An operation of a worker, waiting or under way. */
interface Entered {
  /** Raised when its client has left. */
  readonly leaving: AbortController
  end: EndTurn
}

/** Lets a worker's operations begin. When it ends, so do all that it had. */
function answerEntrance(worker: Channel, entrance: Entrance): void {
  const entered = new Map<number, Entered>()
  worker.answer('enter', async ({ operation, payer, records }: ToldOperation) => {
    const leaving = new AbortController()
    const one: Entered = { leaving, end: () => leaving.abort() }
    entered.set(operation, one)
    try {
      one.end = await entrance.enter({ payer, records }, leaving.signal)
    } catch (error) {
      entered.delete(operation)
      throw error
    }
    if (leaving.signal.aborted && !entered.has(operation)) one.end()
  })
  worker.answer('leave', (operation: number) => entered.get(operation)?.leaving.abort())
  worker.answer('end', (operation: number) => {
    entered.get(operation)?.end()
    entered.delete(operation)
  })
  void worker.ended.then(() => endAll(entered))
}

function endAll(entered: Map<number, Entered>): void {
  for (const { end } of entered.values()) end()
  entered.clear()
}
