import { GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { AskedFields } from '../database/table.js'
import { planRoot } from './field-plan.js'
import type { FieldPlan, Planner } from './operation-plan.js'
import { type ParsedOperation, parseOperation } from './parse-operation.js'
import { type RunResult, runOperation } from './run-operation.js'

/** What an operation weighs: alone, for each character of its text, and for each field planned of it. Measured, and rounded up. */
const bytesAlone = 2_000
const bytesPerCharacter = 50
const bytesPerField = 500

interface Variant {
  readonly planner: Planner
  readonly fields: readonly FieldPlan[]
}

export interface OperationOptions {
  /** Is told whenever more of the operation is planned. */
  readonly onGrown: () => void
  /** Uses of a selection before it becomes a function, as in `CompilerOptions`. */
  readonly usesBeforeCompiled: number
}

/**
 * An operation as a function. What it selects depends on its conditions, so it is planned once for each set of values
 * that they had: then nothing is left out or laid in at run time, and fields come in the order that GraphQL gives.
 */
export class CompiledOperation {
  readonly #schema: GraphQLSchema
  readonly #parsed: ParsedOperation
  readonly #variants = new Map<string, Variant>()
  readonly #options: OperationOptions
  #bytes: number

  constructor(schema: GraphQLSchema, query: string, operationName: string | undefined, options: OperationOptions) {
    this.#schema = schema
    this.#options = options
    this.#parsed = parseOperation(schema, query, operationName)
    this.#bytes = bytesAlone + query.length * bytesPerCharacter
  }

  /** The names of the fields that its document asks for. */
  get asked(): AskedFields {
    return this.#parsed.asked
  }

  /** About how much memory it keeps. Grows as more of it is planned. */
  get bytes(): number {
    return this.#bytes
  }

  /**
   * Runs it. Variables that are left out stay left out, and have their defaults where they have some. Once `stopped` is
   * raised no resolver begins any more, and the run rejects with its reason.
   */
  query(
    rootValue: unknown,
    context: unknown,
    variables: Readonly<Record<string, unknown>> | null | undefined,
    stopped?: AbortSignal,
  ): RunResult | Promise<RunResult> {
    const { operation } = this.#parsed
    const values = getVariableValues(this.#schema, operation.variableDefinitions ?? [], variables ?? {}, {
      maxErrors: 50,
    })
    if (values.errors) return { data: undefined, errors: values.errors.map(refusedVariable) }
    let variant: Variant
    try {
      variant = this.#variant(values.coerced)
    } catch (error) {
      if (error instanceof GraphQLError) return { data: null, errors: [error] }
      throw error
    }
    const { planner, fields } = variant
    return runOperation({ planner, operation, rootValue, context, variables: values.coerced, stopped }, fields)
  }

  #variant(variables: Readonly<Record<string, unknown>>): Variant {
    const { conditions, fragments, operation } = this.#parsed
    const given = conditions.filter((name) => name in variables)
    const key = JSON.stringify(given.map((name) => [name, variables[name]]))
    const known = this.#variants.get(key)
    if (known) return known
    const onPlanned = (fields: number) => {
      this.#bytes += fields * bytesPerField
      this.#options.onGrown()
    }
    const planner: Planner = {
      schema: this.#schema,
      fragments,
      conditions: Object.fromEntries(given.map((name) => [name, variables[name]])),
      onPlanned,
      usesBeforeCompiled: this.#options.usesBeforeCompiled,
    }
    const type = this.#schema.getRootType(operation.operation)
    if (!type) throw new GraphQLError(`Schema is not configured to execute ${operation.operation} operation.`)
    const variant = { planner, fields: planRoot(planner, type, operation) }
    onPlanned(1)
    this.#variants.set(key, variant)
    return variant
  }
}

/** A value that a scalar refused is told as the scalar told it; any other by the variable that had it. */
function refusedVariable(error: GraphQLError): GraphQLError {
  if (error.originalError instanceof HubError) return error.originalError
  return new HubError('BAD_USER_INPUT', error.message)
}
