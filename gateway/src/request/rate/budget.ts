import type { Logger } from '@shequ/process/log'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Term } from '@shequ/schema/terms/term'
import type { Redis } from 'ioredis'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Standing } from '../../fetch/request-context.js'

/** For how long spending is added up, in seconds. */
export const window = 60

/** A kind of payer. */
interface Policy {
  readonly who: Term
  /** What they spend, and in which while. */
  readonly what: Term
  readonly window: number
}

const points = { what: { en: 'points a minute', zh: '每分钟的点数' }, window }
const strangers: Term = { en: 'callers without a token at one address', zh: '同一地址上无令牌的调用方' }

/** The kinds of payers, as headers name them. */
const policies = {
  anonymous: { who: strangers, ...points },
  client: { who: { en: 'a caller', zh: '一个调用方' }, ...points },
  issuer: { who: { en: 'callers at one address', zh: '同一地址上的调用方' }, ...points },
  'anonymous-writes': { who: strangers, what: { en: 'writes an hour', zh: '每小时的写入次数' }, window: 3_600 },
} satisfies Readonly<Record<string, Policy>>

export type PolicyName = keyof typeof policies

/** What came of spending. */
export interface Spent {
  readonly standing: Standing
  readonly refusal?: HubError
}

/** What payers of one kind may spend in a while. */
export interface Budget {
  readonly quota: number
  /** Takes points; or, where fewer are left, none, and gives the refusal RATE_LIMITED. */
  spend(payer: string, points: number): Promise<Spent>
  /** Gives back what was taken for more than it came to. */
  giveBack(payer: string, points: number): Promise<Standing>
}

/** A budget that this process counts, or a Redis. */
export class CountedBudget implements Budget {
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

  async spend(payer: string, points: number): Promise<Spent> {
    try {
      return { standing: this.#standing(await this.#limiter.consume(payer, points)) }
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) return { standing: this.#unlimited(error) }
      const standing = await this.giveBack(payer, points)
      return { standing, refusal: rateLimited(this.policy, points, standing) }
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
}

/** The refusal of a payer who has fewer points left than something takes. */
export function rateLimited(policy: PolicyName, points: number, { quota, left, resetsIn }: Standing): HubError {
  const { who, what } = policies[policy]
  return new HubError(
    'RATE_LIMITED',
    {
      en: `Expected ${who.en} to spend at most ${quota} ${what.en}, but ${left} are left and this takes ${points}. Nothing was done: ask again in ${resetsIn} seconds, or for less.`,
      zh: `${who.zh}的${what.zh}至多为 ${quota}，现余 ${left}，而此次需 ${points}。没有执行任何操作：请在 ${resetsIn} 秒后再次发送，或减少所要的内容。`,
    },
    { limit: quota, left, retryAfter: resetsIn },
  )
}
