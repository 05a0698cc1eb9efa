import { randomUUID } from 'node:crypto'
import type { Logger } from '@shequ/process/log'
import { type WorkerPlace, alone } from '@shequ/process/workers/worker-place'
import type { Writes } from '../fetch/shared-reads.js'
import { type Entrance, type EntranceLimits, openEntrance } from '../request/admit/entrance.js'
import { type SentTexts, keepSentTexts } from '../request/known/sent-texts.js'
import { type Budgets, openBudgets } from '../request/rate/budgets.js'

/** What all processes of one gateway have in common. One that serves alone has it to itself. */
export interface SharedState {
  /** The name under which it asks communities' own nodes, by which it knows a question that comes back to it. */
  readonly name: string
  /** Which of them this one is. It has its share of what each keeps by itself. */
  readonly place: WorkerPlace
  /** What callers may spend. */
  readonly budgets: Budgets
  /** Where operations wait until they may begin. */
  readonly entrance: Entrance
  /** The texts that clients sent with their hashes. */
  readonly texts: SentTexts
  /** What a write makes known, before its client is answered. */
  readonly writes: Writes
}

/** What a gateway has that serves by one process. */
export function stateOfOne(
  config: EntranceLimits & { readonly RATE_REDIS_URL?: string | undefined },
  log: Logger,
): SharedState {
  return {
    name: `shequ-${randomUUID()}`,
    place: alone,
    budgets: openBudgets(config.RATE_REDIS_URL, log),
    entrance: openEntrance(config),
    texts: keepSentTexts(),
    writes: { tell: async () => undefined, whenTold: () => undefined },
  }
}
