import { type GraphQLObjectType, type GraphQLSchema, OverlappingFieldsCanBeMergedRule, parse, validate } from 'graphql'
import type { Random } from '../../random/random.js'
import { type MayAsk, drawnSelections } from './draw-selections.js'
import { type DrawScalar, drawSpecifiedScalar } from './draw-value.js'
import { drawnVariables } from './drawn-variables.js'

/** An operation as a client sends it. */
export interface DrawnOperation {
  readonly query: string
  readonly variables: Record<string, unknown>
  readonly operationName: string | undefined
}

export interface DrawOptions {
  readonly kind?: 'query' | 'mutation'
  /** Draws scalars of one's own, and values that rows have; by default the specification's scalars, and text. */
  readonly drawScalar?: DrawScalar
  /** Which fields an operation may ask for; by default all. */
  readonly mayAsk?: MayAsk
  /** How deep selections go; 5 by default. */
  readonly depth?: number
  /** How many fields an operation asks for at most; 40 by default. */
  readonly fields?: number
  /** How probable a variable with a value is that its type refuses; 0.005 by default. */
  readonly wrong?: number
}

/**
 * Draws an operation that is valid against a schema: nested and shared fragments, inline fragments, conditions on each
 * kind of selection, variables that are absent, null, given or defaulted, aliases that are names of other fields,
 * fields that must be merged.
 */
export function drawOperation(schema: GraphQLSchema, random: Random, options: DrawOptions = {}): DrawnOperation {
  const { kind = 'query' } = options
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType()
  if (!root) throw new Error(`Expected a schema with a ${kind} type, but it has none.`)
  // Fields of types that nothing connects can still meet under one name: then another operation is drawn. All other rules
  // hold by the way it is drawn.
  for (let attempt = 0; attempt < 100; attempt++) {
    const drawn = attemptOperation(schema, root, random, options)
    if (validate(schema, parse(drawn.query), [OverlappingFieldsCanBeMergedRule]).length === 0) return drawn
  }
  throw new Error('Expected a valid operation within 100 draws, but none was.')
}

function attemptOperation(
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  random: Random,
  options: DrawOptions,
): DrawnOperation {
  const { kind = 'query', drawScalar = drawSpecifiedScalar, mayAsk = () => true, wrong = 0.005 } = options
  const { depth = 5, fields = 40 } = options
  const variables = drawnVariables(schema, random, drawScalar, wrong)
  const selections = drawnSelections({ schema, random, variables, drawScalar, mayAsk, depth, fields })
  const text = selections.draw(root)
  const name = random.pick(['', 'Asked'])
  const other = name !== '' && random.chance(0.2) ? '\nquery Other { __typename }' : ''
  const query = `${kind} ${name}${variables.definitions()} ${text}\n${selections.fragments()}${other}`
  return { query, variables: variables.values(), operationName: name === '' ? undefined : name }
}
