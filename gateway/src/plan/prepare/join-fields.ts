import {
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  type SelectionNode,
  visit,
} from 'graphql'
import type { TakenNames } from './wire-names.js'

/** What the join directives of a supergraph say of its fields. */
export interface JoinFields {
  readonly taken: TakenNames
  /** The interfaces that some subgraph knows as one object, without the types of its objects. */
  readonly interfaceObjects: ReadonlySet<string>
  /** The names of fields that the planner asks for by itself: those of keys, and those that others require. */
  readonly needed: ReadonlySet<string>
  /** What fields are made from, by `Type.field`. */
  readonly required: ReadonlyMap<string, readonly SelectionNode[]>
}

/** Reads the join directives of a supergraph. */
export function readJoinFields(supergraph: DocumentNode): JoinFields {
  const fields = new Set<string>()
  const withArguments = new Set<string>()
  const interfaceObjects = new Set<string>()
  const needed = new Set<string>()
  const required = new Map<string, readonly SelectionNode[]>()
  const need = (selection: SelectionNode): void => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return
    if (selection.kind === Kind.FIELD) {
      needed.add(selection.name.value)
    }
    selection.selectionSet?.selections.forEach(need)
  }
  const readField = (type: string, { name, arguments: taken = [], directives = [] }: FieldDefinitionNode): void => {
    fields.add(name.value)
    if (taken.length > 0) withArguments.add(name.value)
    const madeFrom = directives.flatMap((directive) => selectionsIn(directive, 'join__field', 'requires'))
    madeFrom.forEach(need)
    if (madeFrom.length > 0) required.set(`${type}.${name.value}`, madeFrom)
  }
  visit(supergraph, {
    ObjectTypeDefinition({ name, fields: own = [] }) {
      for (const field of own) readField(name.value, field)
    },
    InterfaceTypeDefinition({ name, directives = [], fields: own = [] }) {
      for (const field of own) readField(name.value, field)
      if (directives.some(isOfInterfaceObject)) interfaceObjects.add(name.value)
    },
    Directive(directive) {
      selectionsIn(directive, 'join__type', 'key').forEach(need)
    },
  })
  const neededWithArguments = new Set([...needed].filter((name) => withArguments.has(name)))
  return { taken: { fields, neededWithArguments }, interfaceObjects, needed, required }
}

function isOfInterfaceObject({ name, arguments: given = [] }: DirectiveNode): boolean {
  return (
    name.value === 'join__type' &&
    given.some(
      ({ name: argument, value }) =>
        argument.value === 'isInterfaceObject' && value.kind === Kind.BOOLEAN && value.value,
    )
  )
}

/** The fields that stand in an argument of a directive: `@join__field(requires: "…")`. */
function selectionsIn(
  { name, arguments: given = [] }: DirectiveNode,
  directive: string,
  argument: string,
): readonly SelectionNode[] {
  if (name.value !== directive) return []
  return given.flatMap(({ name: { value: own }, value }) => {
    if (own !== argument || value.kind !== Kind.STRING) return []
    const [definition] = parse(`{ ${value.value} }`, { noLocation: true }).definitions
    return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : []
  })
}
