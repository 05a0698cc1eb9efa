import type { Logger } from '@shequ/process/log'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Redis } from 'ioredis'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Standing } from '../../fetch/request-context.js'

/** For how long spending is added up, in seconds. */
export const window = 60

/** A kind of payer. */
interface Policy {
  readonly who: string
  /** What they spend, and in which while. */
  readonly what: string
  readonly window: number
}

const points = { what: 'points a minute', window }

/** The kinds of payers, as headers name them. */
const policies = {
  anonymous: { who: 'callers without a token at one address', ...points },
  client: { who: 'a caller', ...points },
  issuer: { who: 'callers at one address', ...points },
  'anonymous-writes': { who: 'callers without a token at one address', what: 'writes an hour', window: 3_600 },
} satisfies Readonly<Record<string, Policy>>

export type PolicyName = keyof typeof policies

/** What came of spending. */
export interface Spent {
  readonly standing: Standing
  readonly refusal?: HubError
}

/** What payers of one kind may spend in a while. */
export class Budget {
  readonly #window: number
  readonly #limiter: RateLimiterAbstract

  /**
   * @param policy the kind of payer, as headers name it
   * @param quota what each may spend
   * @param redis where several gateways count together; while it fails, each counts in its own memory
   */
  constructor(
    readonly policy: PolicyName,
    readonly quota: number,
    redis: Redis | undefined,
    private readonly log: Logger,
  ) {
    this.#window = policies[policy].window
    const options = { points: quota, duration: this.#window, keyPrefix: `hub-rate-${policy}` }
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

  /** Takes points; or, where fewer are left, none, and gives the refusal RATE_LIMITED. */
  async spend(payer: string, points: number): Promise<Spent> {
    try {
      return { standing: this.#standing(await this.#limiter.consume(payer, points)) }
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) return { standing: this.#unlimited(error) }
      const standing = await this.giveBack(payer, points)
      return { standing, refusal: this.#limited(points, standing) }
    }
  }

  /** Gives back what was taken for more than it came to. */
  async giveBack(payer: string, points: number): Promise<Standing> {
    try {
      return this.#standing(await this.#limiter.reward(payer, points))
    } catch (error) {
      return this.#unlimited(error)
    }
  }

  #standing({ remainingPoints, msBeforeNext }: Pick<RateLimiterRes, 'remainingPoints' | 'msBeforeNext'>): Standing {
    const resetsIn = msBeforeNext < 0 ? this.#window : Math.max(1, Math.ceil(msBeforeNext / 1_000))
    return {
      policy: this.policy,
      quota: this.quota,
      window: this.#window,
      left: Math.max(0, remainingPoints),
      resetsIn,
    }
  }

  /** A fault of the counting is no fault of the caller. */
  #unlimited(error: unknown): Standing {
    this.log.warn({ err: error }, 'what callers spend could not be counted')
    return {
      policy: this.policy,
      quota: this.quota,
      window: this.#window,
      left: this.quota,
      resetsIn: this.#window,
    }
  }

  #limited(points: number, { quota, left, resetsIn }: Standing): HubError {
    const { who, what } = policies[this.policy]
    return new HubError(
      'RATE_LIMITED',
      `Expected ${who} to spend at most ${quota} ${what}, but ${left} are left and this takes ${points}. Nothing was done: ask again in ${resetsIn} seconds, or for less.`,
      { limit: quota, left, retryAfter: resetsIn },
    )
  }
}
