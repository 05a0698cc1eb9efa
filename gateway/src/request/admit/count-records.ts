import {
  type FieldNode,
  type GraphQLNamedOutputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql'
import { isLeftOut } from '@shequ/schema/document/conditions'
import { layFlat } from '@shequ/schema/document/lay-flat'
import type { Fragments } from '@shequ/schema/document/fragments'
import { pageLimit } from '../../document/page-limit.js'
import { mostSteps, tooLarge } from '../../plan/prepare/measure-operation.js'

/** How many entries a list is taken to have that a question gives no length: a city has 16 boroughs, a borough 15 streets. */
export const usualLength = 10

/** A question, as far as it tells how many records it asks for. */
export interface Question {
  readonly schema: GraphQLSchema
  readonly operation: OperationDefinitionNode
  readonly fragments: Fragments
  /** Coerced by the operation's definitions. */
  readonly variables: Readonly<Record<string, unknown>>
}

/** The length that a field gives to the lists in it, as a connection's does; undefined where it gives none. */
type Page = number | undefined

/** Selection sets whose fields one object answers, each with the type that it is for. */
type Sets = ReadonlyMap<SelectionSetNode, GraphQLNamedOutputType>

/** A field with fields of its own: what of it tells how many records it gives. */
interface Field {
  readonly type: GraphQLOutputType
  readonly set: SelectionSetNode
  readonly page: Page
}

/** What is asked under one key of an object, wherever in its selections. */
interface Asked {
  readonly entries: number
  readonly page: Page
  readonly sets: Map<SelectionSetNode, GraphQLNamedOutputType>
}

/**
 * How many records an operation asks for at most: every object of an answer counts, entries of pages by their `first`. Fields of one
 * key count once, by the longest of their lists, and a fragment once in a selection set. Equal parts are looked at once, so that counting
 * takes no longer than a question is long.
 *
 * @throws {HubError} REQUEST_TOO_LARGE for an operation whose parts are too many to look at.
 */
export function countRecords({ schema, operation, fragments, variables }: Question): number {
  const ids = new Map<SelectionSetNode, number>()
  const known = new Map<string, number>()
  const fields = new Map<FieldNode, Field | undefined>()
  let steps = 0

  function ofSets(sets: Sets, page: Page): number {
    const name = `${page} ${[...sets.keys()].map(idOf).join(' ')}`
    const counted = known.get(name)
    if (counted !== undefined) return counted
    const byKey = new Map<string, Asked>()
    layFlat<GraphQLNamedOutputType>(sets, {
      fragments,
      open: ({ selections }) => {
        steps += selections.length
        if (steps > mostSteps) throw tooLarge()
      },
      carry: (selection, type) => (isLeftOut(selection, variables) ? undefined : type),
      enter: (name, type) => {
        const condition = name === undefined ? undefined : schema.getType(name)
        return isCompositeType(condition) ? condition : type
      },
      field: (node, type) => ask(type, node),
    })
    let total = 0
    for (const asked of byKey.values()) total += asked.entries * (1 + ofSets(asked.sets, asked.page))
    known.set(name, total)
    return total

    function ask(type: GraphQLNamedOutputType, node: FieldNode): void {
      if (!fields.has(node)) fields.set(node, readField(type, node))
      const field = fields.get(node)
      if (field === undefined) return
      const key = (node.alias ?? node.name).value
      const same = byKey.get(key)
      const inner = same?.sets ?? new Map<SelectionSetNode, GraphQLNamedOutputType>()
      inner.set(field.set, getNamedType(field.type))
      byKey.set(key, {
        entries: Math.max(same?.entries ?? 0, entries(field.type, field.page ?? page)),
        page: same === undefined ? field.page : longer(same.page, field.page),
        sets: inner,
      })
    }
  }

  function idOf(set: SelectionSetNode): number {
    const id = ids.get(set) ?? ids.size
    ids.set(set, id)
    return id
  }

  function readField(parent: GraphQLNamedOutputType, node: FieldNode): Field | undefined {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined
    if (field === undefined || node.selectionSet === undefined) return undefined
    const page = pageLimit(field, node)?.(variables)
    return { type: field.type, set: node.selectionSet, page: Number.isNaN(page) ? undefined : page }
  }

  const root = schema.getRootType(operation.operation)
  return root ? ofSets(new Map([[operation.selectionSet, root]]), undefined) : 0
}

function longer(one: Page, other: Page): Page {
  return one === other ? one : Math.max(one ?? usualLength, other ?? usualLength)
}

function entries(type: GraphQLOutputType, page: Page): number {
  return isListType(getNullableType(type)) ? Math.max(0, page ?? usualLength) : 1
}
