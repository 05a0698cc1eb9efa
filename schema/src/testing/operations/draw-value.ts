import {
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLScalarType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql'
import type { Random } from '../../random/random.js'

/** Draws a value of a scalar as a client writes it in JSON. `name` is the argument or the input field that it is for. */
export type DrawScalar = (type: GraphQLScalarType, name: string, random: Random) => unknown

/** How deep input objects and lists go before only what is required is drawn. */
const deepest = 4

/** Draws a value of an input type as a client sends it in its variables: enums as text, lists sometimes as one item. */
export function drawValue(
  type: GraphQLInputType,
  name: string,
  random: Random,
  drawScalar: DrawScalar,
  depth = 0,
): unknown {
  if (isNonNullType(type)) return drawGiven(type.ofType, name, random, drawScalar, depth)
  return random.chance(0.1) ? null : drawGiven(type, name, random, drawScalar, depth)
}

function drawGiven(
  type: GraphQLInputType,
  name: string,
  random: Random,
  drawScalar: DrawScalar,
  depth: number,
): unknown {
  if (isListType(type)) {
    const item = () => drawValue(type.ofType, name, random, drawScalar, depth + 1)
    if (random.chance(0.15)) return item() ?? []
    return Array.from({ length: random.below(depth < deepest ? 4 : 2) }, item)
  }
  if (isInputObjectType(type)) {
    const chosen = Object.values(type.getFields()).filter((field) => isChosen(field, random, depth))
    return Object.fromEntries(
      chosen.map((field) => [field.name, drawValue(field.type, field.name, random, drawScalar, depth + 1)]),
    )
  }
  if (isEnumType(type)) return random.pick(type.getValues()).name
  return drawScalar(type, name, random)
}

/** Whether an input object gets a field: always when it must have it, and else sometimes. */
export function isChosen(field: GraphQLInputField, random: Random, depth: number): boolean {
  return isRequiredInputField(field) || (depth < deepest && random.chance(0.5))
}

/** Draws the scalars of the specification, and text for all others. Few distinct values, so that they meet. */
export const drawSpecifiedScalar: DrawScalar = ({ name }, _for, random) => {
  if (name === 'Int') return random.below(5)
  if (name === 'Float') return random.below(10) / 2
  if (name === 'Boolean') return random.chance(0.5)
  if (name === 'ID' && random.chance(0.3)) return random.below(5)
  return random.pick(['a', 'b', '社区', '', 'quote " and \\ back', 'line\nbreak'])
}
