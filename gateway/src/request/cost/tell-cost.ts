import { HubError } from '@shequ/schema/errors/hub-error'
import type { ExecutorRequest } from '../../plan/prepare/gateway-types.js'

/** What a request wants to be told of its cost, by the member `cost` of its `extensions`. */
export type CostWish = 'nothing' | 'tell' | 'dry-run'

/** @throws {HubError} BAD_REQUEST for a wish that there is not. */
export function costWish({ request }: Pick<ExecutorRequest, 'request'>): CostWish {
  const wish: unknown = request.extensions?.['cost']
  if (wish === undefined || wish === null) return 'nothing'
  if (wish === 'tell' || wish === 'dry-run') return wish
  throw new HubError('BAD_REQUEST', 'Expected `extensions.cost` to be "tell" or "dry-run", but got something else.')
}

/** `extensions.cost` of an answer, in points. */
export interface ToldCost {
  /** What the operation may cost at most, found out before it is executed. */
  readonly requested: number
  /** What it did cost; not told by a dry run. */
  readonly actual?: number
  /** What one operation of this caller may cost; null where there is no limit. */
  readonly limit: number | null
  /** What the caller has left in this while; null where nobody counts. */
  readonly left: number | null
}
