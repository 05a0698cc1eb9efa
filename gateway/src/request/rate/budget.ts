import type { Logger } from '@shequ/process/log'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Redis } from 'ioredis'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Standing } from '../../fetch/request-context.js'

/** For how long spending is added up, in seconds. */
export const window = 60

/** Who pays, by the policy. */
const payers: Readonly<Record<string, string>> = {
  anonymous: 'callers without a token at one address',
  issuer: 'callers at one address',
}

/** What came of spending. */
export interface Spent {
  readonly standing: Standing
  readonly refusal?: HubError
}

/** What payers of one kind may spend in a minute. */
export interface Budget {
  /** Points a minute. */
  readonly quota: number
  /** Takes points; or, where fewer are left, none, and gives the refusal RATE_LIMITED. */
  spend(payer: string, points: number): Promise<Spent>
  /** Gives back what was taken for more than it came to. */
  giveBack(payer: string, points: number): Promise<Standing>
}

/** A budget that this process counts, or a Redis. */
export class CountedBudget implements Budget {
  readonly #limiter: RateLimiterAbstract

  /**
   * @param policy the kind of payer, as headers name it
   * @param quota points a minute
   * @param redis where several gateways count together; while it fails, each counts in its own memory
   */
  constructor(
    readonly policy: string,
    readonly quota: number,
    redis: Redis | undefined,
    private readonly log: Logger,
  ) {
    const options = { points: quota, duration: window, keyPrefix: `hub-rate-${policy}` }
    const inMemory = new RateLimiterMemory(options)
    this.#limiter =
      redis === undefined
        ? inMemory
        : new RateLimiterRedis({
            ...options,
            storeClient: redis,
            insuranceLimiter: inMemory,
            rejectIfRedisNotReady: true,
          })
  }

  async spend(payer: string, points: number): Promise<Spent> {
    try {
      return { standing: this.#standing(await this.#limiter.consume(payer, points)) }
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) return { standing: this.#unlimited(error) }
      const standing = await this.giveBack(payer, points)
      return { standing, refusal: rateLimited(points, standing) }
    }
  }

  async giveBack(payer: string, points: number): Promise<Standing> {
    try {
      return this.#standing(await this.#limiter.reward(payer, points))
    } catch (error) {
      return this.#unlimited(error)
    }
  }

  #standing({ remainingPoints, msBeforeNext }: Pick<RateLimiterRes, 'remainingPoints' | 'msBeforeNext'>): Standing {
    const resetsIn = msBeforeNext < 0 ? window : Math.max(1, Math.ceil(msBeforeNext / 1_000))
    return { policy: this.policy, quota: this.quota, window, left: Math.max(0, remainingPoints), resetsIn }
  }

  /** A fault of the counting is no fault of the caller. */
  #unlimited(error: unknown): Standing {
    this.log.warn({ err: error }, 'what callers spend could not be counted')
    return { policy: this.policy, quota: this.quota, window, left: this.quota, resetsIn: window }
  }
}

/** The refusal of a payer who has fewer points left than something takes. */
export function rateLimited(points: number, { policy, quota, left, resetsIn }: Standing): HubError {
  const who = payers[policy] ?? 'a caller'
  return new HubError(
    'RATE_LIMITED',
    `Expected ${who} to spend at most ${quota} points a minute, but ${left} are left and this takes ${points}. Nothing was done: ask again in ${resetsIn} seconds, or for less.`,
    { limit: quota, left, retryAfter: resetsIn },
  )
}
