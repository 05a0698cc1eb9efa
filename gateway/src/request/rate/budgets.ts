import type { Logger } from '@shequ/process/log'
import { type Budget, CountedBudget, type PolicyName } from './budget.js'
import { openRedis } from './open-redis.js'

/** What payers of each kind may spend. */
export interface Budgets {
  /**
   * @param policy the kind of payer, as headers name it
   * @param quota what each may spend
   * @returns undefined for a quota of 0, where nobody counts
   */
  of(policy: PolicyName, quota: number): Budget | undefined
  close(): void
}

/** @param redisUrl where several gateways count together; without it, they are counted here */
export function openBudgets(redisUrl: string | undefined, log: Logger): Budgets {
  const redis = redisUrl === undefined ? undefined : openRedis(redisUrl, log)
  const opened = new Map<PolicyName, Budget>()
  return {
    of(policy, quota) {
      if (quota === 0) return undefined
      const budget = opened.get(policy) ?? new CountedBudget(policy, quota, redis, log)
      opened.set(policy, budget)
      return budget
    },
    close: () => redis?.disconnect(),
  }
}
