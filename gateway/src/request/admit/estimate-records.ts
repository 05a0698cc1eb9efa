import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'

/** How many elements a list is taken to have that takes no `first`. */
const unpaged = 20

/** What an estimate reads. */
export interface EstimatedOperation {
  readonly schema: GraphQLSchema
  readonly operation: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

/**
 * How many records an operation may give, by the sizes of the pages that it asks for: what is nested is multiplied. It takes time in
 * proportion to the document, since each fragment is read once.
 */
export function estimateRecords({ schema, operation, fragments, variables }: EstimatedOperation): number {
  const ofFragments = new Map<string, number>()

  function ofSelections({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): number {
    let sum = 0
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) sum += ofField(selection, parent)
      else if (selection.kind === Kind.FRAGMENT_SPREAD) sum += ofFragment(selection.name.value)
      else {
        const condition = selection.typeCondition?.name.value
        sum += ofSelections(selection.selectionSet, condition === undefined ? parent : schema.getType(condition))
      }
    }
    return sum
  }

  function ofFragment(name: string): number {
    const known = ofFragments.get(name)
    if (known !== undefined) return known
    const fragment = fragments.get(name)
    if (fragment === undefined) return 0
    // A fragment within itself is refused before it comes here; if it were not, it would end here.
    ofFragments.set(name, 0)
    const records = ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
    ofFragments.set(name, records)
    return records
  }

  function ofField(field: FieldNode, parent: GraphQLNamedType | undefined): number {
    if (field.selectionSet === undefined) return 0
    const known = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined
    if (known === undefined) return ofSelections(field.selectionSet, undefined)
    const type = getNamedType(known.type)
    if (!isCompositeType(type)) return 0
    const pageSize = firstOf(field, variables) ?? known.args.find(({ name }) => name === 'first')?.defaultValue
    const isOfPage = parent?.name.endsWith('Connection') === true
    const times = typeof pageSize === 'number' ? Math.max(1, pageSize) : isList(known.type) && !isOfPage ? unpaged : 1
    return times * ((isOfPage ? 0 : 1) + ofSelections(field.selectionSet, type))
  }

  return ofSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined)
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type)
}

/** The page size that a field asks for, by an argument or by a member of one. */
function firstOf({ arguments: given = [] }: FieldNode, variables: EstimatedOperation['variables']): number | undefined {
  for (const { name, value } of given) {
    if (name.value === 'first') return numberOf(value, variables)
    if (value.kind === Kind.OBJECT) {
      const first = value.fields.find((member) => member.name.value === 'first')
      if (first !== undefined) return numberOf(first.value, variables)
    }
    if (value.kind === Kind.VARIABLE) {
      const first: unknown = Reflect.get(Object(variables[value.name.value]) as object, 'first')
      if (typeof first === 'number') return first
    }
  }
  return undefined
}

function numberOf(value: ValueNode, variables: EstimatedOperation['variables']): number | undefined {
  if (value.kind === Kind.INT) return Number(value.value)
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined
  return typeof given === 'number' ? given : undefined
}
