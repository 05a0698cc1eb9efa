import { type GraphQLError, OperationTypeNode } from 'graphql'
import { executeField } from './execute-field.js'
import type { FieldPlan, Holder, Position } from './operation-plan.js'
import { PositionInAnswer } from './position.js'
import { OperationRun, type RunOptions } from './run.js'

/** What a run gives. */
export interface RunResult {
  /** Undefined where the request was refused. */
  readonly data: Record<string, unknown> | null | undefined
  readonly errors: readonly GraphQLError[]
}

/**
 * Runs an operation whose root fields are planned. Those of a mutation run one after another.
 *
 * @throws the signal's reason, when it was raised meanwhile: what is there of an answer is not whole.
 */
export function runOperation(options: RunOptions, fields: readonly FieldPlan[]): RunResult | Promise<RunResult> {
  const run = new OperationRun(options)
  // It inherits nothing, so that a field may be asked for as `__proto__`.
  const data = Object.create(null) as Holder
  const answer: Holder = { data }
  const root = new PositionInAnswer(undefined, answer, 'data', true, undefined)
  const result = () => {
    run.throwIfStopped()
    return { data: answer['data'] as Holder | null, errors: run.errors }
  }
  run.throwIfStopped()
  if (options.operation.operation === OperationTypeNode.MUTATION) {
    return runInTurn(run, fields, data, root).then(result)
  }
  for (const field of fields) {
    executeField(run, field, options.rootValue, data, root)
    if (root.discarded) break
  }
  return run.settled()?.then(result) ?? result()
}

async function runInTurn(run: OperationRun, fields: readonly FieldPlan[], data: Holder, root: Position): Promise<void> {
  for (const field of fields) {
    executeField(run, field, run.rootValue, data, root)
    await run.settled()
    run.throwIfStopped()
    if (root.discarded) break
  }
}
