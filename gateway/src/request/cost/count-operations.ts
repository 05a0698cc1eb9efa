import { sizedCache } from '@shequ/process/sized-cache'
import { fragmentsOf } from '@shequ/schema/document/fragments'
import type { GraphQLSchema } from 'graphql'
import { coercedVariables } from '../../plan/prepare/coerced-variables.js'
import { conditionsOf } from '../../plan/prepare/condition-variables.js'
import type { ExecutorRequest } from '../../plan/prepare/gateway-types.js'
import type { CostDirectives } from '../../plan/prepare/read-costs.js'
import { countCost } from './count-cost.js'
import type { Counted } from './counted.js'
import { Prices } from './prices.js'
import type { PricedSchema } from './read-field.js'

/** The bytes of memory for what operations come to, of those that have no variables. */
const mostBytes = 16 * 1024 ** 2

/** Bytes of memory for each field of what is counted; measured. */
const bytesAField = 250

const nothing: Counted = { records: 0, cost: 0, fields: new Map() }

/** Says what an operation comes to at most. */
export interface CountOperation {
  (request: ExecutorRequest): Counted
  /** About how many bytes of memory what was counted takes. */
  readonly bytes: () => number
}

/**
 * Makes what counts operations. An operation without variables is counted once, as long as it stays among those asked last.
 *
 * @param costsOf the cost directives of the supergraph whose schema is asked
 * @param longestList the longest list that may be asked for; 0 for any
 */
export function createCount(costsOf: (schema: GraphQLSchema) => CostDirectives, longestList: number): CountOperation {
  const priced = new WeakMap<GraphQLSchema, PricedSchema>()
  const kept = sizedCache<{ readonly counted: Counted; readonly by: PricedSchema }>(
    mostBytes,
    ({ counted }) => bytesAField * fieldsOf(counted),
  )

  function pricedOf(schema: GraphQLSchema): PricedSchema {
    const made = priced.get(schema) ?? { whole: schema, prices: new Prices(schema, costsOf(schema)) }
    priced.set(schema, made)
    return made
  }

  /**
   * What is wrong with a variable is told by the executor: such an operation asks for nothing.
   *
   * @throws {HubError} for a condition that is null, for an operation whose parts are too many to look at, and for lists that are too long.
   */
  const count = (request: ExecutorRequest): Counted => {
    const { schema: whole, document, operation, queryHash } = request
    const { coerced } = coercedVariables(request)
    if (coerced === undefined) return nothing
    conditionsOf(document, coerced)
    const schema = pricedOf(whole)
    const key = `${queryHash} ${request.request.operationName ?? ''}`
    const isFixed = (operation.variableDefinitions ?? []).length === 0
    const known = isFixed ? kept.get(key) : undefined
    if (known?.by === schema) return known.counted
    const counted = countCost({ schema, operation, fragments: fragmentsOf(document), variables: coerced, longestList })
    if (isFixed) kept.set(key, { counted, by: schema })
    return counted
  }
  return Object.assign(count, { bytes: () => kept.calculatedSize })
}

/** How many fields a counted operation has, equal parts once. */
function fieldsOf(counted: Counted): number {
  const seen = new Set<Counted>()
  let fields = 0
  const visit = (part: Counted): void => {
    if (seen.has(part)) return
    seen.add(part)
    fields += part.fields.size
    for (const { inside } of part.fields.values()) if (inside !== undefined) visit(inside)
  }
  visit(counted)
  return fields
}
