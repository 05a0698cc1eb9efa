import { type Viewer, anonymous } from '@shequ/schema/viewer'
import type { FastifyRequest } from 'fastify'
import type { Spending, Standing, Usage } from '../../fetch/request-context.js'
import { addressGroup } from '@shequ/process/addresses/address-group'
import type { Budget } from './budget.js'
import type { Budgets } from './budgets.js'

/** What every request takes, whatever it asks for. */
const priceOfRequest = 1

/** What a token takes that is not accepted: to verify a forged one is work, too. */
const priceOfBadToken = 10

/** What the environment allows callers. */
export interface RateLimits {
  readonly RATE_CLIENT: number
  readonly RATE_ANONYMOUS: number
  readonly RATE_ANONYMOUS_WRITES: number
  readonly MAX_COST: number
  readonly MAX_COST_ANONYMOUS: number
}

/** Finds out who asks and pays, before the body of a request is read. */
export interface Meter {
  /**
   * Says who asks, and takes what a request costs before anything of it is read.
   *
   * @throws {HubError} UNAUTHENTICATED for a token that is not accepted; RATE_LIMITED.
   */
  meet(request: FastifyRequest): Promise<Viewer>
  /** Who pays for a request that was met. */
  usageOf(request: FastifyRequest): Usage
  /** What is left to who pays for a request; undefined where nobody counts. */
  standingOf(request: FastifyRequest): Standing | undefined
}

/** Finds out who asks from the value of an `Authorization` header. */
type Authenticate = (authorization: string | undefined) => Promise<Viewer>

/** Makes the meter. Callers with a token pay by their token's subject, all others by their address. */
export function createMeter(limits: RateLimits, authenticate: Authenticate, budgets: Budgets): Meter {
  const ofClients = budgets.of('client', limits.RATE_CLIENT)
  const ofAddresses = budgets.of('anonymous', limits.RATE_ANONYMOUS)
  const ofWrites = budgets.of('anonymous-writes', limits.RATE_ANONYMOUS_WRITES)
  const usages = new WeakMap<FastifyRequest, Usage>()

  function usageFor(request: FastifyRequest, viewer: Viewer): Usage {
    const isAnonymous = viewer.role === 'anonymous'
    const budget = isAnonymous ? ofAddresses : ofClients
    const payer = isAnonymous ? addressGroup(request.ip) : payerOf(viewer)
    const most = isAnonymous ? limits.MAX_COST_ANONYMOUS : limits.MAX_COST
    const writes = isAnonymous && ofWrites !== undefined ? spendingOf(ofWrites, payer) : undefined
    return openUsage({ payer, limit: Math.min(most, budget?.quota ?? most), writes }, budget)
  }

  return {
    async meet(request) {
      let viewer
      try {
        viewer = await authenticate(request.headers.authorization)
      } catch (error) {
        const usage = usageFor(request, anonymous)
        usages.set(request, usage)
        await usage.spend(priceOfBadToken)
        throw error
      }
      const usage = usageFor(request, viewer)
      usages.set(request, usage)
      await usage.spend(priceOfRequest)
      return viewer
    },
    usageOf: (request) => usages.get(request) ?? usageFor(request, anonymous),
    standingOf: (request) => usages.get(request)?.standing,
  }
}

/** Tokens of one subject, role and owner share a budget: each may be asked for many times. */
function payerOf({ subject, role, division, organisation }: Viewer): string {
  return JSON.stringify([subject, role, division, organisation])
}

function spendingOf(budget: Budget, payer: string): Spending {
  return {
    async spend(points) {
      const { refusal } = await budget.spend(payer, points)
      if (refusal !== undefined) throw refusal
    },
    async giveBack(points) {
      if (points > 0) await budget.giveBack(payer, points)
    },
  }
}

function openUsage(of: Pick<Usage, 'payer' | 'limit' | 'writes'>, budget: Budget | undefined): Usage {
  const { payer } = of
  let standing: Standing | undefined
  return {
    ...of,
    isCounted: budget !== undefined,
    get standing() {
      return standing
    },
    async spend(points) {
      if (budget === undefined) return
      const spent = await budget.spend(payer, points)
      ;({ standing } = spent)
      if (spent.refusal !== undefined) throw spent.refusal
    },
    async giveBack(points) {
      if (budget !== undefined && points > 0) standing = await budget.giveBack(payer, points)
    },
  }
}
