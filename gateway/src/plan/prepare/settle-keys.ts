import { type ConstDirectiveNode, type DocumentNode, Kind, visit } from 'graphql'

/**
 * Takes keys by which a subgraph finds no entity out of a supergraph, where the subgraph has others by which it does. The planner would
 * take the first key of a type, whichever it is, to ask for a field that is made from others.
 */
export function settleKeys(supergraph: DocumentNode): DocumentNode {
  const settle = <Node extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(node: Node) => {
    const { directives = [] } = node
    const found = new Set(directives.filter((directive) => isKey(directive) && !isUnresolvable(directive)).map(graphOf))
    const kept = directives.filter((directive) => !isUnresolvable(directive) || !found.has(graphOf(directive)))
    return kept.length === directives.length ? undefined : { ...node, directives: kept }
  }
  return visit(supergraph, { ObjectTypeDefinition: settle, InterfaceTypeDefinition: settle })
}

function isKey(directive: ConstDirectiveNode): boolean {
  return directive.name.value === 'join__type' && valueOf(directive, 'key') !== undefined
}

function isUnresolvable(directive: ConstDirectiveNode): boolean {
  const resolvable = valueOf(directive, 'resolvable')
  return isKey(directive) && resolvable?.kind === Kind.BOOLEAN && !resolvable.value
}

function graphOf(directive: ConstDirectiveNode): string | undefined {
  const graph = valueOf(directive, 'graph')
  return graph?.kind === Kind.ENUM ? graph.value : undefined
}

function valueOf({ arguments: given = [] }: ConstDirectiveNode, name: string) {
  return given.find((argument) => argument.name.value === name)?.value
}
