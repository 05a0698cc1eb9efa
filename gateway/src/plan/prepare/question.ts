import { type FieldNode, Kind, type SelectionSetNode } from 'graphql'
import { type FetchOperation, operationOf } from '../../document/operation-of.js'
import { layFlat } from '@shequ/schema/document/lay-flat'
import type { FetchNode } from './list-fetches.js'

/** What a fetch asks, read. */
export interface Question extends FetchOperation {
  /** What is asked of entities; of the root where it asks about none. */
  readonly selected: SelectionSetNode
}

const read = new WeakMap<FetchNode, Question>()

/** Reads what a fetch asks: once, however often it is asked for. */
export function questionOf(node: FetchNode): Question {
  const known = read.get(node)
  if (known !== undefined) return known
  const { operation, fragments } = operationOf(node.operation)
  const [first] = operation.selectionSet.selections
  const ofEntities = node.requires !== undefined && first?.kind === Kind.FIELD ? first.selectionSet : undefined
  const question = { operation, fragments, selected: ofEntities ?? operation.selectionSet }
  read.set(node, question)
  return question
}

/** What a fetch asks, whatever its operation is called: the planner gives each a name of its own. */
export function textOf({ operation }: FetchNode): string {
  return operation.replace(/^query\s+\w+/, 'query')
}

/** The fields that are asked of an object, by their keys in the answer. */
export function fieldsIn(
  sets: readonly SelectionSetNode[],
  fragments: Question['fragments'],
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>()
  layFlat(
    sets.map((set) => [set, true]),
    {
      fragments,
      field: (node) => {
        const key = (node.alias ?? node.name).value
        const known = fields.get(key)
        if (known === undefined) fields.set(key, [node])
        else known.push(node)
      },
    },
  )
  return fields
}

/** What is asked of what stands in fields. */
export function selectedIn(fields: readonly FieldNode[] = []): readonly SelectionSetNode[] {
  return fields.flatMap(({ selectionSet }) => selectionSet ?? [])
}

/** The keys under which an object of an answer holds objects. */
export function objectKeys(sets: readonly SelectionSetNode[], fragments: Question['fragments']): readonly string[] {
  return [...fieldsIn(sets, fragments)].flatMap(([key, nodes]) => (selectedIn(nodes).length === 0 ? [] : [key]))
}
