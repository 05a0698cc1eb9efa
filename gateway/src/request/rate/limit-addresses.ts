import type { Logger } from '@shequ/process/log'
import type { FastifyRequest } from 'fastify'
import { addressGroup } from '@shequ/process/addresses/address-group'
import { Budget, type PolicyName } from './budget.js'
import { openRedis } from './open-redis.js'

/** Counts the requests of each address. */
export interface AddressLimit {
  /** @throws {HubError} RATE_LIMITED when its address has sent as many requests in this minute as it may. */
  meet(request: FastifyRequest): Promise<void>
  close(): void
}

/**
 * Lets each address send so many requests a minute; in IPv6, each /64.
 *
 * @param quota 0 for any number
 * @param redisUrl where several servers count together
 */
export function limitAddresses(
  policy: PolicyName,
  quota: number,
  redisUrl: string | undefined,
  log: Logger,
): AddressLimit {
  if (quota === 0) return { meet: async () => undefined, close: () => undefined }
  const redis = redisUrl === undefined ? undefined : openRedis(redisUrl, log)
  const budget = new Budget(policy, quota, redis, log)
  return {
    async meet(request) {
      const { refusal } = await budget.spend(addressGroup(request.ip), 1)
      if (refusal !== undefined) throw refusal
    },
    close: () => redis?.disconnect(),
  }
}
