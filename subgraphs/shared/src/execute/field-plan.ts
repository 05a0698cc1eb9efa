import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type ValueNode,
  getArgumentValues,
} from 'graphql'
import { collectFields, type FieldsByKey } from '@shequ/schema/document/collect-fields'
import type { Arguments, FieldPlan, Planner, Selection } from './operation-plan.js'
import { SelectionPlan } from './selection-plan.js'
import { valuePlan } from './value-plan.js'

/** Plans what an operation asks of its root type. */
export function planRoot(planner: Planner, type: GraphQLObjectType, node: { selectionSet: FieldNode['selectionSet'] }) {
  return planFields(planner, type, collectFields(type, node.selectionSet ? [node.selectionSet] : [], planner))
}

/** Plans what is selected of a field's value when it is of a type. */
export function selectionOf(planner: Planner, plan: FieldPlan, type: GraphQLObjectType): Selection {
  const known = plan.selections.get(type)
  if (known) return known
  const sets = plan.nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  const fields = planFields(planner, type, collectFields(type, sets, planner))
  // A function weighs about as much as its plan.
  const planned = new SelectionPlan(fields, planner.usesBeforeCompiled, () => planner.onPlanned(fields.length))
  plan.selections.set(type, planned)
  return planned
}

function planFields(planner: Planner, type: GraphQLObjectType, fields: FieldsByKey): readonly FieldPlan[] {
  const plans: FieldPlan[] = []
  for (const [responseName, nodes] of fields) {
    const field = fieldOf(planner.schema, type, nodes[0].name.value)
    if (!field) continue
    plans.push({
      responseName,
      nodes,
      field,
      parentType: type,
      value: valuePlan(field.type),
      args: constantArguments(field, nodes[0]),
      selections: new Map(),
    })
  }
  planner.onPlanned(plans.length)
  return plans
}

function fieldOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef
  }
  return type.getFields()[name]
}

/** Arguments that a literal spoils are the call's to refuse, with a path. */
function constantArguments(field: GraphQLField<unknown, unknown>, node: FieldNode): Arguments | undefined {
  if (field.args.length === 0) return {}
  if (node.arguments?.some((argument: ArgumentNode) => hasVariable(argument.value))) return undefined
  try {
    return getArgumentValues(field, node, {})
  } catch {
    return undefined
  }
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true
  if (value.kind === Kind.LIST) return value.values.some(hasVariable)
  return value.kind === Kind.OBJECT && value.fields.some((field) => hasVariable(field.value))
}
