import type { HubError } from '@shequ/schema/errors/hub-error'
import { OperationTypeNode } from 'graphql'
import type { RequestContext } from '../../fetch/request-context.js'
import type { Executor, ExecutorRequest, Gateway } from '../../plan/prepare/gateway-types.js'
import { withExecutor } from '../../plan/prepare/with-executor.js'
import { actualCost } from '../cost/actual-cost.js'
import { requireCost, wholeCost } from '../cost/cost-limit.js'
import type { CountOperation } from '../cost/count-operations.js'
import type { Counted } from '../cost/counted.js'
import { priceOfWrite } from '../cost/prices.js'
import { type CostWish, type ToldCost, costWish } from '../cost/tell-cost.js'
import { requireRecords, tooLate } from './admission.js'
import type { Entrance } from './entrance.js'

/** By what operations are admitted. */
export interface Admitting {
  readonly entrance: Entrance
  /** The records that one operation may ask for. */
  readonly mostRecords: number
  readonly count: CountOperation
}

type Result = Awaited<ReturnType<Executor>>

/**
 * Has operations executed in their turn alone: after they were read and found valid, and when they cost no more than their caller may
 * spend, before any tier is asked.
 */
export function admitOperations(gateway: Gateway, by: Admitting): Gateway {
  return withExecutor(gateway, (executor) => inTurn(executor, by))
}

function inTurn(executor: Executor, by: Admitting): Executor {
  return async (request) => {
    let wish
    let asked
    try {
      wish = costWish(request)
      asked = by.count(request)
    } catch (error) {
      return { errors: [error as HubError] }
    }
    if (wish === 'dry-run') return { data: null, extensions: { cost: toldCost(request, asked) } }
    return await paid(request, { asked, wish }, by, () => admitted(request, asked, executor, by))
  }
}

/** Takes what an operation may cost before it begins, and gives back what it did not. */
async function paid(
  request: ExecutorRequest,
  { asked, wish }: { readonly asked: Counted; readonly wish: CostWish },
  by: Admitting,
  work: () => Promise<Result>,
): Promise<Result> {
  const { usage } = request.context as RequestContext
  const requested = wholeCost(asked.cost)
  const writes = isWrite(request) ? usage?.writes : undefined
  try {
    requireRecords(asked.records, by.mostRecords)
    if (usage !== undefined) requireCost(asked, usage.limit)
    await usage?.spend(requested)
  } catch (error) {
    return { errors: [error as HubError] }
  }
  try {
    await writes?.spend(asked.fields.size)
  } catch (error) {
    await usage?.giveBack(requested)
    return { errors: [error as HubError] }
  }
  const result = await work().catch(async (error: unknown) => {
    await usage?.giveBack(requested)
    throw error
  })
  await writes?.giveBack(asked.fields.size - writtenBy(result))
  // To count an answer is to walk it: only where somebody pays, or asks.
  if (usage?.isCounted !== true && wish !== 'tell') return result
  const actual = wholeCost(actualCost(result.data, asked, baseOf(request)))
  await usage?.giveBack(requested - actual)
  if (wish !== 'tell') return result
  return { ...result, extensions: { ...result.extensions, cost: toldCost(request, asked, actual) } }
}

/** Executes an operation when its turn comes. */
async function admitted(
  request: ExecutorRequest,
  { records }: Counted,
  executor: Executor,
  { entrance }: Admitting,
): Promise<Result> {
  const { signal, usage, endsAt = Infinity } = request.context as RequestContext
  let endTurn
  try {
    endTurn = await entrance.enter({ payer: usage?.payer, records }, signal)
  } catch (error) {
    return { errors: [error as HubError] }
  }
  try {
    return performance.now() > endsAt ? { errors: [tooLate()] } : await executor(request)
  } finally {
    endTurn()
  }
}

function isWrite({ operation }: ExecutorRequest): boolean {
  return operation.operation === OperationTypeNode.MUTATION
}

function baseOf(request: ExecutorRequest): number {
  return isWrite(request) ? priceOfWrite : 0
}

/** How many writes came to something: those that were refused are null. */
function writtenBy({ data }: Result): number {
  return Object.values(data ?? {}).filter((written) => written !== null).length
}

function toldCost({ context }: ExecutorRequest, asked: Counted, actual?: number): ToldCost {
  const { usage } = context as RequestContext
  return {
    requested: wholeCost(asked.cost),
    ...(actual !== undefined && { actual }),
    limit: usage?.limit ?? null,
    left: usage?.standing?.left ?? null,
  }
}
