import {
  type GraphQLInputType,
  GraphQLNonNull,
  type GraphQLSchema,
  getNullableType,
  isNonNullType,
  isTypeSubTypeOf,
} from 'graphql'
import type { Random } from '../../random/random.js'
import { type DrawScalar, drawValue } from './draw-value.js'
import { printLiteral } from './print-literal.js'

interface Variable {
  readonly name: string
  readonly type: GraphQLInputType
  /** Its default as JSON, where it has one. */
  readonly fallback: unknown
}

export interface DrawnVariables {
  /** The name of a variable that may stand where a value of the type is expected: one in use or a new one. */
  use(type: GraphQLInputType, hasDefault: boolean, name: string): string
  /** The definitions, in brackets; empty when there are none. */
  definitions(): string
  /** Values as a client sends them: some are left out, some null. */
  values(): Record<string, unknown>
}

/** The variables of one operation, made as they are used. */
export function drawnVariables(
  schema: GraphQLSchema,
  random: Random,
  drawScalar: DrawScalar,
  wrong: number,
): DrawnVariables {
  const variables: Variable[] = []

  const create = (type: GraphQLInputType, hasDefault: boolean, for_: string): Variable => {
    const nullable = getNullableType(type)
    const withDefault = random.chance(0.4)
    const mayBeNull = !isNonNullType(type) || withDefault || hasDefault
    const varied = mayBeNull && random.chance(0.6) ? nullable : new GraphQLNonNull(nullable)
    // A default of null would not do where the location takes no null.
    const drawn = withDefault ? drawValue(isNonNullType(type) ? type : varied, for_, random, drawScalar) : undefined
    return { name: nameOf(variables.length, for_, random), type: varied, fallback: drawn }
  }

  return {
    use: (type, hasDefault, name) => {
      const fitting = variables.filter((variable) => fits(schema, variable, type, hasDefault))
      if (fitting.length > 0 && random.chance(0.5)) return random.pick(fitting).name
      const created = create(type, hasDefault, name)
      variables.push(created)
      return created.name
    },
    definitions: () => {
      if (variables.length === 0) return ''
      const print = ({ name, type, fallback }: Variable) =>
        `$${name}: ${type.toString()}${fallback === undefined ? '' : ` = ${printLiteral(fallback, type)}`}`
      return `(${variables.map(print).join(', ')})`
    },
    values: () => {
      const values: Record<string, unknown> = {}
      for (const { name, type, fallback } of variables) {
        const mayBeAbsent = !isNonNullType(type) || fallback !== undefined
        if (mayBeAbsent && random.chance(0.35)) continue
        if (random.chance(wrong)) values[name] = random.pick<unknown>([null, { no: 'such' }, [[]], 'WRONG', 1.5])
        else values[name] = drawValue(type, name, random, drawScalar)
      }
      return values
    },
  }
}

/** Mostly plain names, and now and then one that means something to somebody else. */
function nameOf(count: number, for_: string, random: Random): string {
  const names = [`v${count}`, `${for_}${count}`]
  if (count === 0) names.push('representations', 'owner')
  return random.pick(names)
}

/** Whether a variable may stand at a location (GraphQL §5.8.5). */
function fits(schema: GraphQLSchema, variable: Variable, type: GraphQLInputType, hasDefault: boolean): boolean {
  if (!isNonNullType(type) || isNonNullType(variable.type)) return isTypeSubTypeOf(schema, variable.type, type)
  const given = variable.fallback !== undefined && variable.fallback !== null
  return (given || hasDefault) && isTypeSubTypeOf(schema, variable.type, type.ofType)
}
