import { type ConstDirectiveNode, type DocumentNode, type NameNode, valueFromASTUntyped, visit } from 'graphql'
import { readLinks } from '../supergraph-text/links.js'

/** How long the lists of a field may be, as its `@listSize` says. */
export interface ListSize {
  readonly assumedSize: number | undefined
  /** The arguments that say how many entries are wanted. */
  readonly slicingArguments: readonly string[]
  /** The lists below the field whose length is meant; undefined for the field's own. */
  readonly sizedFields: ReadonlySet<string> | undefined
  readonly requireOneSlicingArgument: boolean
}

/** What the cost directives of a supergraph say (GraphQL Cost Directives specification), by schema coordinates. */
export interface CostDirectives {
  /** `@cost`, of `Type`, `Type.field`, `Type.field(argument:)` and `Input.field`. */
  readonly weights: ReadonlyMap<string, number>
  /** `@listSize`, of `Type.field`. */
  readonly lists: ReadonlyMap<string, ListSize>
}

/** Reads the cost directives of a supergraph, under whatever names it links them. */
export function readCosts(supergraph: DocumentNode): CostDirectives {
  const { cost, listSize } = namesOf(supergraph)
  const weights = new Map<string, number>()
  const lists = new Map<string, ListSize>()
  const read = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) => {
    for (const directive of directives) {
      if (directive.name.value === cost) weights.set(coordinate, Number(argumentsOf(directive)['weight']))
      if (directive.name.value === listSize) lists.set(coordinate, readListSize(directive))
    }
  }
  const readType = (type: {
    readonly name: NameNode
    readonly directives?: readonly ConstDirectiveNode[] | undefined
    readonly fields?: readonly FieldLike[] | undefined
  }) => {
    read(type.name.value, type.directives)
    for (const field of type.fields ?? []) {
      const coordinate = `${type.name.value}.${field.name.value}`
      read(coordinate, field.directives)
      for (const { name, directives } of field.arguments ?? []) read(`${coordinate}(${name.value}:)`, directives)
    }
  }
  visit(supergraph, {
    ObjectTypeDefinition: readType,
    InterfaceTypeDefinition: readType,
    InputObjectTypeDefinition: readType,
    EnumTypeDefinition: ({ name, directives }) => read(name.value, directives),
    ScalarTypeDefinition: ({ name, directives }) => read(name.value, directives),
  })
  return { weights, lists }
}

interface FieldLike {
  readonly name: NameNode
  readonly directives?: readonly ConstDirectiveNode[] | undefined
  readonly arguments?: readonly {
    readonly name: NameNode
    readonly directives?: readonly ConstDirectiveNode[] | undefined
  }[]
}

function readListSize(directive: ConstDirectiveNode): ListSize {
  const { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument } = argumentsOf(directive)
  const sized = (sizedFields ?? []) as readonly string[]
  return {
    assumedSize: typeof assumedSize === 'number' ? assumedSize : undefined,
    slicingArguments: (slicingArguments ?? []) as readonly string[],
    sizedFields: sized.length > 0 ? new Set(sized) : undefined,
    requireOneSlicingArgument: requireOneSlicingArgument !== false,
  }
}

function argumentsOf({ arguments: given = [] }: ConstDirectiveNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]))
}

/** The names under which a supergraph has the directives, by its link to their specification. */
function namesOf(supergraph: DocumentNode): { readonly cost: string; readonly listSize: string } {
  const link = readLinks(supergraph).links.find(({ url }) => /^https:\/\/specs\.apollo\.dev\/cost\/v\d/.test(url))
  const prefix = link?.as ?? 'cost'
  return {
    cost: link?.imports.get('@cost')?.slice(1) ?? prefix,
    listSize: link?.imports.get('@listSize')?.slice(1) ?? (link === undefined ? 'listSize' : `${prefix}__listSize`),
  }
}
