import { isNativeError } from 'node:util/types'
import { GraphQLError, type OperationDefinitionNode, locatedError } from 'graphql'
import type { Arguments, FieldPlan, Holder, Planner, Position, Run } from './operation-plan.js'
import { discard, isDiscarded, pathUnder } from './position.js'
import type { ValuePlan } from './value-plan.js'

export interface RunOptions {
  readonly planner: Planner
  readonly operation: OperationDefinitionNode
  readonly rootValue: unknown
  readonly context: unknown
  readonly variables: Readonly<Record<string, unknown>>
  /** Raised when nobody waits for the answer any more. */
  readonly stopped?: AbortSignal | undefined
}

/** One execution of an operation: its errors, and what it still waits for. */
export class OperationRun implements Run {
  readonly planner: Planner
  readonly operation: OperationDefinitionNode
  readonly rootValue: unknown
  readonly context: unknown
  readonly variables: Record<string, unknown>
  readonly #stopped: AbortSignal | undefined
  readonly errors: GraphQLError[] = []
  readonly args = new Map<FieldPlan, Arguments>()
  #waitsFor = 0
  #settled: (() => void) | undefined

  constructor({ planner, operation, rootValue, context, variables, stopped }: RunOptions) {
    this.planner = planner
    this.operation = operation
    this.rootValue = rootValue
    this.context = context
    this.variables = variables
    this.#stopped = stopped
  }

  throwIfStopped(): void {
    this.#stopped?.throwIfAborted()
  }

  get isStopped(): boolean {
    return this.#stopped?.aborted ?? false
  }

  wait<Value>(promise: PromiseLike<Value>, use: (value: Value) => void, refuse: (error: unknown) => void): void {
    this.#waitsFor++
    const used = (value: Value) => {
      try {
        use(value)
      } catch (error) {
        refuse(error)
      }
      this.#done()
    }
    const refused = (error: unknown) => {
      refuse(error)
      this.#done()
    }
    try {
      promise.then(used, refused)
    } catch (error) {
      refused(error)
    }
  }

  #done(): void {
    if (--this.#waitsFor === 0) this.#settled?.()
  }

  /** Resolves when nothing is waited for; undefined when nothing is now. */
  settled(): Promise<void> | undefined {
    if (this.#waitsFor === 0) return undefined
    return new Promise((resolve) => {
      this.#settled = resolve
    })
  }

  fail(error: unknown, value: ValuePlan, plan: FieldPlan, holder: Holder, key: string | number, at: Position): void {
    if (isDiscarded(at)) return
    this.errors.push(errorAt(error, plan, pathUnder(at, key)))
    if (value.nullable) holder[key] = null
    else discard(at)
  }
}

/** An error that another context of the engine made is one too: graphql-js would hide it, and its code, in an error about it. */
function errorAt(thrown: unknown, { nodes }: FieldPlan, path: readonly (string | number)[]): GraphQLError {
  if (thrown instanceof Error || !isNativeError(thrown)) return locatedError(thrown, nodes, path)
  const originalError: Error = thrown
  return new GraphQLError(originalError.message, { nodes, path, originalError })
}
