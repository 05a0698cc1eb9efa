import {
  type ASTNode,
  type DocumentNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  print,
  stripIgnoredCharacters,
} from 'graphql'
import type { FetchNode } from './list-fetches.js'
import { type Question, questionOf } from './question.js'

/**
 * Makes one question about entities of two: all that either asks. The caller knows that no entity is asked what was not asked of it.
 *
 * @returns undefined where they mean different things by one name.
 */
export function joinQuestions(one: FetchNode, other: FetchNode): FetchNode | undefined {
  const [first, second] = [questionOf(one), questionOf(other)]
  const variables = definedOnce([...variablesOf(first), ...variablesOf(second)])
  const fragments = definedOnce([...first.fragments, ...second.fragments])
  const [entities] = first.operation.selectionSet.selections
  if (variables === undefined || fragments === undefined || entities?.kind !== Kind.FIELD) return undefined
  const selected = selectionSet([...first.selected.selections, ...second.selected.selections])
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        ...first.operation,
        variableDefinitions: [...variables.values()],
        selectionSet: selectionSet([{ ...entities, selectionSet: selected }]),
      },
      ...fragments.values(),
    ],
  }
  return {
    ...one,
    operation: stripIgnoredCharacters(print(document)),
    variableUsages: [...new Set([...(one.variableUsages ?? []), ...(other.variableUsages ?? [])])],
  }
}

function variablesOf({ operation }: Question) {
  return (operation.variableDefinitions ?? []).map(
    (definition) => [definition.variable.name.value, definition] as const,
  )
}

/** Definitions by name; undefined where a name is defined in two ways. */
function definedOnce<Node extends ASTNode>(
  named: readonly (readonly [string, Node])[],
): ReadonlyMap<string, Node> | undefined {
  const once = new Map<string, Node>()
  for (const [name, node] of named) {
    const known = once.get(name)
    if (known !== undefined && print(known) !== print(node)) return undefined
    once.set(name, known ?? node)
  }
  return once
}

function selectionSet(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections }
}
