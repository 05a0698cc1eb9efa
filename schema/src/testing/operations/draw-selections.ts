import {
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLBoolean,
  GraphQLNonNull,
  type GraphQLSchema,
  TypeNameMetaFieldDef,
  doTypesOverlap,
  getNamedType,
  isCompositeType,
  isUnionType,
} from 'graphql'
import type { Random } from '../../random/random.js'
import { drawArguments } from './draw-argument.js'
import type { DrawScalar } from './draw-value.js'
import type { DrawnVariables } from './drawn-variables.js'
import { responseNames } from './response-names.js'

/** Tells whether an operation may ask for a field of a type. */
export type MayAsk = (type: GraphQLCompositeType, field: GraphQLField<unknown, unknown>) => boolean

interface Fragment {
  readonly name: string
  readonly on: GraphQLCompositeType
  readonly text: string
  readonly fields: number
}

export interface SelectionOptions {
  readonly schema: GraphQLSchema
  readonly random: Random
  readonly variables: DrawnVariables
  readonly drawScalar: DrawScalar
  readonly mayAsk: MayAsk
  readonly depth: number
  /** How many fields an operation asks for at most, fragments counted wherever they are spread. */
  readonly fields: number
}

export interface DrawnSelections {
  draw(type: GraphQLCompositeType): string
  /** The definitions of all fragments that are spread. */
  fragments(): string
}

/** Draws selections: fields, aliases, `__typename`, fragments of both kinds, and conditions on all of them. */
export function drawnSelections(options: SelectionOptions): DrawnSelections {
  const { schema, random, variables, drawScalar, mayAsk } = options
  const names = responseNames(schema)
  const composites = Object.values(schema.getTypeMap()).filter(isCompositeType)
  const fragments: Fragment[] = []
  let asked = 0
  let fresh = 0

  const fieldsOf = (type: GraphQLCompositeType) =>
    isUnionType(type) ? [] : Object.values(type.getFields()).filter((field) => mayAsk(type, field))
  const overlapping = (type: GraphQLCompositeType) =>
    composites.filter((other) => !other.name.startsWith('__') && doTypesOverlap(schema, type, other))

  function drawSet(type: GraphQLCompositeType, depth: number): string {
    const selections: string[] = []
    const count = 1 + random.below(depth > 1 ? 5 : 3)
    for (let index = 0; index < count; index++) selections.push(drawSelection(type, depth))
    // Somebody must ask for something even where every drawn field is left out.
    if (random.chance(0.2)) selections.push(selections[random.below(selections.length)] ?? '__typename')
    return `{ ${selections.join(' ')} }`
  }

  function drawSelection(type: GraphQLCompositeType, depth: number): string {
    const kind = random.below(100)
    if (kind < 7) return drawTypename(type)
    if (kind < 20 && depth > 0) return drawInline(type, depth)
    if (kind < 36 && depth > 0) return drawSpread(type, depth)
    return drawField(type, depth)
  }

  function drawField(type: GraphQLCompositeType, depth: number): string {
    const isFull = asked >= options.fields || depth <= 0
    const fields = fieldsOf(type).filter((field) => !isFull || !isCompositeType(getNamedType(field.type)))
    if (fields.length === 0) return drawTypename(type)
    const field = random.pick(fields)
    asked++
    const draw = () => drawArguments(field, random, variables, drawScalar)
    let name = random.chance(0.25) ? random.pick([...fields.map((each) => each.name), 'id', 'code', 'a1']) : field.name
    let args = names.take(type, field, name, draw)
    while (args === undefined) {
      name = `x${++fresh}`
      args = names.take(type, field, name, draw)
    }
    const named = getNamedType(field.type)
    const selected = isCompositeType(named) ? ` ${drawSet(named, depth - 1)}` : ''
    return `${name === field.name ? '' : `${name}: `}${field.name}${args}${drawCondition()}${selected}`
  }

  function drawTypename(type: GraphQLCompositeType): string {
    const name = random.chance(0.3) ? random.pick(['t', 'kind', 'name']) : '__typename'
    const isFree = names.take(type, TypeNameMetaFieldDef, name, () => '') !== undefined
    return `${isFree && name !== '__typename' ? `${name}: ` : ''}__typename${drawCondition()}`
  }

  function drawInline(type: GraphQLCompositeType, depth: number): string {
    const on = random.chance(0.25) ? undefined : random.pick(overlapping(type))
    return `...${on ? ` on ${on.name}` : ''}${drawCondition()} ${drawSet(on ?? type, depth - 1)}`
  }

  function drawSpread(type: GraphQLCompositeType, depth: number): string {
    const room = options.fields - asked
    const fitting = fragments.filter(({ on, fields }) => fields <= room && doTypesOverlap(schema, type, on))
    const fragment = fitting.length > 0 && random.chance(0.6) ? random.pick(fitting) : defineFragment(type, depth)
    asked += fragment.fields
    return `...${fragment.name}${drawCondition()}`
  }

  /** A fragment is there to be spread only when it is whole, so that none spreads itself. */
  function defineFragment(type: GraphQLCompositeType, depth: number): Fragment {
    const on = random.chance(0.7) ? type : random.pick(overlapping(type))
    const before = asked
    const text = drawSet(on, depth - 1)
    const fragment = { name: `F${fragments.length}`, on, text, fields: asked - before }
    asked = before
    fragments.push(fragment)
    return fragment
  }

  function drawCondition(): string {
    if (random.chance(0.8)) return ''
    const condition = (name: string) => {
      const literal = random.chance(0.3)
      const value = literal
        ? String(random.chance(0.5))
        : `$${variables.use(new GraphQLNonNull(GraphQLBoolean), false, 'x')}`
      return ` @${name}(if: ${value})`
    }
    if (random.chance(0.1)) return condition('skip') + condition('include')
    return condition(random.pick(['skip', 'include']))
  }

  return {
    draw: (type) => drawSet(type, options.depth),
    fragments: () => fragments.map(({ name, on, text }) => `fragment ${name} on ${on.name} ${text}`).join('\n'),
  }
}
