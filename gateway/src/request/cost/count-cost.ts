import {
  type FieldNode,
  type GraphQLNamedOutputType,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
} from 'graphql'
import { isLeftOut } from '@shequ/schema/document/conditions'
import type { Fragments } from '@shequ/schema/document/fragments'
import { layFlat } from '@shequ/schema/document/lay-flat'
import { mostSteps, tooLarge } from '../../plan/prepare/measure-operation.js'
import { type Counted, type CountedField, bytesAKey, bytesAPoint, bytesAnObject, usualValue } from './counted.js'
import { type Page, longerPage, usualLength } from './page.js'
import { type PricedSchema, type ReadField, readField } from './read-field.js'
import { priceOfWrite } from './prices.js'

/** A question, as far as it tells what it may cost. */
export interface Question {
  readonly schema: PricedSchema
  readonly operation: OperationDefinitionNode
  readonly fragments: Fragments
  /** Coerced by the operation's definitions. */
  readonly variables: Readonly<Record<string, unknown>>
  /** The longest list that may be asked for; 0 for any. */
  readonly longestList?: number
}

/** Selection sets whose fields one object answers, each with the type that it is for. */
type Sets = ReadonlyMap<SelectionSetNode, GraphQLNamedOutputType>

/** What is asked under one key of an object, wherever in its selections. */
interface Asked {
  readonly entries: number
  readonly page: Page | undefined
  readonly price: number
  readonly once: number
  readonly isRecord: boolean
  readonly sets: Map<SelectionSetNode, GraphQLNamedOutputType>
}

/**
 * How many records an operation asks for at most, and what it may cost: every object of an answer counts, entries of pages by their
 * length, and every value by its bytes. Fields of one key count once, by the longest of their lists, and a fragment once in a selection
 * set. Equal parts are looked at once, so that counting takes no longer than a question is long.
 *
 * @throws {HubError} REQUEST_TOO_LARGE for an operation whose parts are too many to look at; LIST_TOO_LONG; BAD_USER_INPUT.
 */
export function countCost({ schema, operation, fragments, variables, longestList = 0 }: Question): Counted {
  const ids = new Map<object, number>()
  const known = new Map<string, Counted>()
  const fields = new Map<FieldNode, ReadField | undefined>()
  let steps = 0

  function ofSets(sets: Sets, page: Page | undefined): Counted {
    const only = page?.only === undefined ? '' : idOf(page.only)
    const name = `${page?.length} ${only} ${[...sets.keys()].map(idOf).join(' ')}`
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
      enter: (condition, type) => {
        const narrowed = condition === undefined ? undefined : schema.whole.getType(condition)
        return isCompositeType(narrowed) ? narrowed : type
      },
      field: (node, type) => ask(type, node),
    })
    const sum = sumOf(byKey)
    known.set(name, sum)
    return sum

    function ask(type: GraphQLNamedOutputType, node: FieldNode): void {
      if (!fields.has(node)) fields.set(node, readField(schema, type, node, { variables, longestList }))
      const read = fields.get(node)
      if (read === undefined) return
      const key = (node.alias ?? node.name).value
      const same = byKey.get(key)
      const inner = same?.sets ?? new Map<SelectionSetNode, GraphQLNamedOutputType>()
      if (node.selectionSet !== undefined) inner.set(node.selectionSet, getNamedType(read.field.type))
      const given = page?.only === undefined || page.only.has(node.name.value) ? page : undefined
      byKey.set(key, {
        entries: Math.max(same?.entries ?? 0, entries(read, given)),
        page: same === undefined ? read.page : longerPage(same.page, read.page),
        price: Math.max(same?.price ?? 0, read.price),
        once: Math.max(same?.once ?? 0, read.once),
        isRecord: read.isRecord,
        sets: inner,
      })
    }
  }

  function sumOf(byKey: ReadonlyMap<string, Asked>): Counted {
    let records = 0
    let cost = 0
    const counted = new Map<string, CountedField>()
    for (const [key, { entries: many, page, price, once, isRecord, sets }] of byKey) {
      const inside = sets.size === 0 ? undefined : ofSets(sets, page)
      if (isRecord) records += many * (1 + (inside?.records ?? 0))
      const bytes = key.length + bytesAKey + many * (inside === undefined ? usualValue : bytesAnObject)
      const all = once + many * (price + (inside?.cost ?? 0)) + bytes / bytesAPoint
      cost += all
      counted.set(key, { price, once, cost: all, inside })
    }
    return { records, cost, fields: counted }
  }

  function idOf(part: object): number {
    const id = ids.get(part) ?? ids.size
    ids.set(part, id)
    return id
  }

  const root = schema.whole.getRootType(operation.operation)
  const {
    records,
    cost,
    fields: asked,
  } = ofSets(root ? new Map([[operation.selectionSet, root]]) : new Map(), undefined)
  const base = operation.operation === OperationTypeNode.MUTATION ? priceOfWrite : 0
  return { records, cost: cost + base, fields: asked }
}

function entries({ field, page, share }: ReadField, given: Page | undefined): number {
  if (!isListType(getNullableType(field.type))) return share
  const own = page !== undefined && page.only === undefined ? page : given
  return Math.max(0, own?.length ?? usualLength)
}
