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

/** The fields of an answer that stand in an object, by their keys: with what is asked of those that hold objects. */
export function membersOf(
  sets: readonly SelectionSetNode[],
  fragments: Question['fragments'],
): ReadonlyMap<string, readonly SelectionSetNode[]> {
  const members = new Map<string, readonly SelectionSetNode[]>()
  const field = (node: FieldNode) => {
    const key = (node.alias ?? node.name).value
    members.set(key, [...(members.get(key) ?? []), ...(node.selectionSet === undefined ? [] : [node.selectionSet])])
  }
  layFlat(
    sets.map((set) => [set, true]),
    { fragments, field },
  )
  return members
}

/** The keys under which an object of an answer holds objects. */
export function objectKeys(sets: readonly SelectionSetNode[], fragments: Question['fragments']): readonly string[] {
  return [...membersOf(sets, fragments)].flatMap(([key, inner]) => (inner.length === 0 ? [] : [key]))
}
