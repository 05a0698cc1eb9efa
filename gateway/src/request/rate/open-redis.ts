import type { Logger } from '@shequ/process/log'
import { Redis } from 'ioredis'

/** Opens the Redis that counts what callers spend. What can't be counted there now is counted in memory, at once. */
export function openRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 500 })
  redis.on('error', (error: unknown) =>
    log.warn({ err: error }, 'the Redis that counts what callers spend is out of reach'),
  )
  return redis
}
