import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql'
import type { FetchOperation } from '../../document/operation-of.js'

/** A document with some root fields only, without the fragments and variables that nothing in it uses. */
export function reducedDocument({ operation, fragments }: FetchOperation, fields: readonly FieldNode[]): DocumentNode {
  const chosen = { ...operation, selectionSet: { ...operation.selectionSet, selections: fields } }
  const usedFragments = new Set<string>()
  const usedVariables = new Set<string>()
  const look = (node: OperationDefinitionNode | FragmentDefinitionNode) => {
    visit(node, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void usedVariables.add(name.value),
      FragmentSpread({ name }) {
        const fragment = usedFragments.has(name.value) ? undefined : fragments.get(name.value)
        usedFragments.add(name.value)
        if (fragment !== undefined) look(fragment)
      },
    })
  }
  look(chosen)
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    usedVariables.has(variable.name.value),
  )
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...chosen, variableDefinitions },
      ...[...fragments.values()].filter(({ name }) => usedFragments.has(name.value)),
    ],
  }
}
