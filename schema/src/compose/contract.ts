import {
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  Kind,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
  print,
  visit,
} from 'graphql'
import { type Composed, composeSupergraph } from './compose-supergraph.js'
import type { Contract } from './ngo-contract.js'
import type { Subgraph } from './read-subgraphs.js'

const inaccessible: ConstDirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'inaccessible' },
}

/**
 * Composes a contract: the subgraphs with `@inaccessible` at all that it leaves out.
 *
 * @throws {CompositionFailed} where what is left does not make a graph.
 */
export function composeContract(subgraphs: readonly Subgraph[], { without }: Contract): Composed {
  const tagged = subgraphs.map((subgraph) => hide(subgraph, ({ directives = [] }) => directives.some(isTag(without))))
  const { api } = composeSupergraph(tagged)
  const reached = reachedFrom(api())
  const left = new Set(Object.keys(api().getTypeMap()).filter((name) => !reached.has(name)))
  return composeSupergraph(
    tagged.map((subgraph) => hide(subgraph, (definition) => isType(definition) && left.has(definition.name.value))),
  )
}

interface Definition {
  readonly kind: Kind
  readonly name: { readonly value: string }
  readonly directives?: readonly ConstDirectiveNode[]
}

/** A subgraph with `@inaccessible` at some of its definitions. */
function hide(subgraph: Subgraph, isLeftOut: (definition: Definition) => boolean): Subgraph {
  const mark = (definition: Definition) =>
    isLeftOut(definition) && !definition.directives?.some(({ name }) => name.value === 'inaccessible')
      ? { ...definition, directives: [...(definition.directives ?? []), inaccessible] }
      : undefined
  const document: DocumentNode = visit(parse(subgraph.sdl), {
    FieldDefinition: { leave: mark },
    InputValueDefinition: { leave: mark },
    EnumValueDefinition: { leave: mark },
    ObjectTypeDefinition: { leave: mark },
    InterfaceTypeDefinition: { leave: mark },
    UnionTypeDefinition: { leave: mark },
    InputObjectTypeDefinition: { leave: mark },
    EnumTypeDefinition: { leave: mark },
    ScalarTypeDefinition: { leave: mark },
  })
  return { ...subgraph, sdl: print(document) }
}

function isType({ kind }: Definition): boolean {
  return kind.endsWith('TypeDefinition')
}

function isTag(tag: string): (directive: ConstDirectiveNode) => boolean {
  return ({ name, arguments: given = [] }) =>
    name.value === 'tag' &&
    given.some(
      ({ name: argument, value }) => argument.value === 'name' && value.kind === Kind.STRING && value.value === tag,
    )
}

/** The names of all types that a client can come to from the roots. */
function reachedFrom(schema: GraphQLSchema): ReadonlySet<string> {
  const reached = new Set<string>()
  const reach = (type: GraphQLNamedType): void => {
    if (reached.has(type.name)) return
    reached.add(type.name)
    if (isAbstractType(type)) for (const object of schema.getPossibleTypes(type)) reach(object)
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const { type: output, args } of Object.values(type.getFields())) {
        reach(getNamedType(output))
        for (const argument of args) reach(getNamedType(argument.type))
      }
      for (const implemented of type.getInterfaces()) reach(implemented)
    }
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) reach(getNamedType(field.type))
  }
  for (const root of [schema.getQueryType(), schema.getMutationType()]) if (root) reach(root)
  for (const { args } of schema.getDirectives()) for (const argument of args) reach(getNamedType(argument.type))
  for (const name of Object.keys(schema.getTypeMap())) if (name.startsWith('__')) reached.add(name)
  return reached
}
