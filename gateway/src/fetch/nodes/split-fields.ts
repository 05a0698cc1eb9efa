import { keepAtMost } from '@shequ/process/keep-at-most'
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  print,
  valueFromASTUntyped,
  visit,
} from 'graphql'
import type { TierRequest } from '../tier-source.js'
import { type FetchOperation, operationOf } from './operation-of.js'

/** A root field of a request, that its own owner answers. */
export interface RootField {
  /** Its key in the answer. */
  readonly key: string
  /** The code or id in its arguments that names the owner; undefined for a field that names none. */
  readonly owner: string | undefined
}

/** A request at the root of the graph, whose fields may be of several owners. */
export interface SplitOperation {
  readonly isMutation: boolean
  readonly fields: (variables: TierRequest['variables']) => readonly RootField[]
  /** The operation with these fields alone, and what they use. */
  readonly only: (keys: ReadonlySet<string>) => string
}

const mostKept = 1_000
const kept = new Map<string, SplitOperation>()

/** Reads the root fields of an operation, once for each operation. */
export function splitOperation(query: string): SplitOperation {
  const known = kept.get(query)
  if (known !== undefined) return known
  const split = read(query)
  keepAtMost(kept, mostKept, query, split)
  return split
}

function read(query: string): SplitOperation {
  const fetched = operationOf(query)
  const { operation, fragments } = fetched
  const fields = liftFields(operation.selectionSet.selections, fragments)
  return {
    isMutation: operation.operation === OperationTypeNode.MUTATION,
    fields: (variables) => fields.map((field) => ({ key: keyOf(field), owner: ownerOf(field, variables) })),
    only: (keys) =>
      fields.length === keys.size
        ? query
        : print(
            reduced(
              fetched,
              fields.filter((field) => keys.has(keyOf(field))),
            ),
          ),
  }
}

/** The root fields; what stands in fragments is taken out of them with their conditions. */
function liftFields(
  selections: readonly SelectionNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  conditions: FieldNode['directives'] = [],
): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    const directives = [...conditions, ...(selection.directives ?? [])]
    if (selection.kind === Kind.FIELD) return [{ ...selection, directives }]
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
    return liftFields(fragment?.selectionSet.selections ?? [], fragments, directives)
  })
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value
}

/** Every write of the community tier names `community` in its input. */
function ownerOf({ arguments: given = [] }: FieldNode, variables: TierRequest['variables']): string | undefined {
  for (const { name, value } of given) {
    const argument: unknown = valueFromASTUntyped(value, variables)
    if ((name.value === 'community' || name.value === 'code' || name.value === 'id') && typeof argument === 'string') {
      return argument
    }
    const community: unknown =
      typeof argument === 'object' && argument !== null ? Reflect.get(argument, 'community') : undefined
    if (typeof community === 'string') return community
  }
  return undefined
}

/** A document with some root fields only, without the fragments and variables that nothing in it uses. */
function reduced({ operation, fragments }: FetchOperation, fields: readonly FieldNode[]): DocumentNode {
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
