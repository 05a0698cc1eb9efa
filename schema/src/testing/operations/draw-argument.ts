import {
  type GraphQLField,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
} from 'graphql'
import type { Random } from '../../random/random.js'
import { type DrawScalar, drawValue, isChosen } from './draw-value.js'
import type { DrawnVariables } from './drawn-variables.js'
import { printLiteral } from './print-literal.js'

/** Draws arguments of a field as text in brackets; empty when there are none. Variables stand for values at any depth. */
export function drawArguments(
  field: GraphQLField<unknown, unknown>,
  random: Random,
  variables: DrawnVariables,
  drawScalar: DrawScalar,
): string {
  const chosen = field.args.filter((argument) => isRequiredArgument(argument) || random.chance(0.5))
  if (chosen.length === 0) return ''
  const print = ({ name, type, defaultValue }: (typeof chosen)[number]) =>
    `${name}: ${draw(type, defaultValue !== undefined, name, 0)}`
  return `(${chosen.map(print).join(', ')})`

  function draw(type: GraphQLInputType, hasDefault: boolean, name: string, depth: number): string {
    if (random.chance(0.35)) return `$${variables.use(type, hasDefault, name)}`
    if (!isNonNullType(type) && random.chance(0.1)) return 'null'
    const given = getNullableType(type)
    if (isListType(given)) {
      const item = () => draw(given.ofType, false, name, depth + 1)
      return `[${Array.from({ length: random.below(3) }, item).join(', ')}]`
    }
    if (isInputObjectType(given)) {
      const fields = Object.values(given.getFields()).filter((each) => isChosen(each, random, depth))
      const entries = fields.map(
        (each) => `${each.name}: ${draw(each.type, each.defaultValue !== undefined, each.name, depth + 1)}`,
      )
      return `{${entries.join(', ')}}`
    }
    // Not null: a literal null has been drawn above.
    return printLiteral(drawValue(type, name, random, drawScalar) ?? drawScalarOf(given, name), type)
  }

  function drawScalarOf(type: GraphQLInputType, name: string): unknown {
    let value: unknown
    do value = drawValue(type, name, random, drawScalar)
    while (value === null)
    return value
  }
}
