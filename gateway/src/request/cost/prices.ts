import {
  type GraphQLArgument,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
} from 'graphql'
import { isRecord } from '../../document/is-record.js'
import { introspectionLengths } from './introspection-lengths.js'
import type { CostDirectives, ListSize } from '../../plan/prepare/read-costs.js'

/** What a write costs beside what it gives back, as in the specification's example. */
export const priceOfWrite = 10

/** The prices of a schema's fields: those of its cost directives; otherwise one for an object, and nothing for a value. */
export class Prices {
  readonly #fields = new Map<string, number>()

  #introspection: ReadonlyMap<string, number> | undefined

  constructor(
    private readonly schema: GraphQLSchema,
    readonly directives: CostDirectives,
  ) {}

  /** What each entry of a field costs: by the field's own weight, or else by its type's. Of an interface's field, the dearest. */
  ofEntry(parent: GraphQLNamedOutputType, field: string, type: GraphQLNamedOutputType): number {
    const coordinate = `${parent.name}.${field}`
    const known = this.#fields.get(coordinate)
    if (known !== undefined) return known
    const { weights } = this.directives
    const parents = [parent, ...(isAbstractType(parent) ? this.schema.getPossibleTypes(parent) : [])]
    const own = parents.flatMap(({ name }) => weights.get(`${name}.${field}`) ?? [])
    const price = own.length > 0 ? Math.max(...own) : this.#ofType(type)
    this.#fields.set(coordinate, price)
    return price
  }

  /** What the arguments of one use of a field cost. */
  ofArguments(coordinate: string, given: readonly (readonly [GraphQLArgument, unknown])[]): number {
    if (this.directives.weights.size === 0) return 0
    return given.reduce((sum, [argument, value]) => {
      const own = this.directives.weights.get(`${coordinate}(${argument.name}:)`) ?? 0
      return sum + own + this.#ofInput(argument.type, value)
    }, 0)
  }

  /** How long the lists of an introspection are in this schema, on average; undefined for other fields. */
  lengthOfIntrospection(coordinate: string): ListSize | undefined {
    if (!coordinate.startsWith('__')) return undefined
    this.#introspection ??= introspectionLengths(this.schema)
    const assumedSize = this.#introspection.get(coordinate)
    if (assumedSize === undefined) return undefined
    return { assumedSize, slicingArguments: [], sizedFields: undefined, requireOneSlicingArgument: false }
  }

  #ofType(type: GraphQLNamedOutputType): number {
    const { weights } = this.directives
    const own = weights.get(type.name)
    if (own !== undefined) return own
    if (type.name.startsWith('__')) return 0
    const possible = isAbstractType(type) ? this.schema.getPossibleTypes(type) : []
    return Math.max(isCompositeType(type) ? 1 : 0, ...possible.map(({ name }) => weights.get(name) ?? 1))
  }

  #ofInput(of: GraphQLArgument['type'], value: unknown): number {
    if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + this.#ofInput(of, each), 0)
    const type = getNamedType(of)
    if (!isRecord(value) || !isInputObjectType(type)) return 0
    let sum = 0
    for (const [name, field] of Object.entries(type.getFields())) {
      if (value[name] === undefined) continue
      sum += (this.directives.weights.get(`${type.name}.${name}`) ?? 0) + this.#ofInput(field.type, value[name])
    }
    return sum
  }
}
