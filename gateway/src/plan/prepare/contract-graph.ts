import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  buildASTSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql'
import { createFindRefusals } from '../access/refusals.js'
import { UnusableSupergraph } from '../supergraph-text/unusable-supergraph.js'
import type { Graph } from './graph.js'

/**
 * Makes the graph of a contract: clients see and ask what is in it, and it is planned as part of the whole.
 *
 * @param document what clients of the contract are shown
 *
 * @throws {UnusableSupergraph} for one that has what the whole has not.
 */
export function contractGraph(whole: Graph, document: DocumentNode): Graph {
  const api = buildASTSchema(document)
  const known = new Set(partsOf(whole.api))
  const foreign = partsOf(api).filter((part) => !known.has(part))
  if (foreign.length > 0) {
    throw new UnusableSupergraph(
      `expected a contract to be part of the whole graph, but only it has ${foreign.join(', ')}.`,
    )
  }
  return { ...whole, api, findRefusals: createFindRefusals(whole.guard, api) }
}

/** All types with what is in each. */
function partsOf(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => [type.name, ...membersOf(type)])
}

function membersOf(type: GraphQLNamedType): readonly string[] {
  if (isObjectType(type) || isInterfaceType(type)) {
    return Object.values(type.getFields()).flatMap((field) => [
      `${type.name}.${field.name}: ${String(field.type)}`,
      ...field.args.map((argument) => `${type.name}.${field.name}(${argument.name}: ${String(argument.type)})`),
    ])
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => `${type.name}.${field.name}: ${String(field.type)}`)
  }
  return isEnumType(type) ? type.getValues().map(({ name }) => `${type.name}.${name}`) : []
}
