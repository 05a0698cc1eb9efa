import { HubError } from '@shequ/schema/errors/hub-error'
import { type DocumentNode, type FieldNode, Kind, type SelectionNode, type SelectionSetNode, print } from 'graphql'
import { findOperation } from '../../document/find-operation.js'
import type { JoinFields } from './join-fields.js'
import type { PlannedFetch } from './list-fetches.js'
import { type Question, fieldsIn, questionOf, selectedIn } from './question.js'
import { toClientPath } from './wire-names.js'

/**
 * Holds a plan against what was to be planned: the planner says nothing of what it can't plan.
 *
 * @throws {HubError} GRAPHQL_VALIDATION_FAILED for a field that nobody is asked for, and for fields that are made from one
 * field with different arguments: both would be made from the same value.
 */
export function requireAnswerable(
  document: DocumentNode,
  operationName: string | undefined,
  fetches: readonly PlannedFetch[],
  join: JoinFields,
): void {
  requireAsked(document, operationName, fetches)
  requireOneMeaning(fetches, join)
}

/** What is asked of the objects at a place of an answer, by its keys. */
type Asked = Map<string, Asked>

function requireAsked(
  document: DocumentNode,
  operationName: string | undefined,
  fetches: readonly PlannedFetch[],
): void {
  const asked: Asked = new Map()
  for (const { node, path } of fetches) {
    const { selected, fragments } = questionOf(node)
    const place = path.filter((key) => key !== '@').reduce(enter, asked)
    addAsked(place, [selected], fragments)
  }
  const [missing] = missingOf(findOperation(document, operationName).selectionSet, asked)
  if (missing === undefined) return
  throw new HubError(
    'GRAPHQL_VALIDATION_FAILED',
    `Expected fields that some subgraph answers, but none can be asked for \`${toClientPath(missing).join('.')}\`.`,
  )
}

function enter(asked: Asked, key: string): Asked {
  const name = key.replace(/__alias_\d+$/, '')
  const inner = asked.get(name) ?? new Map<string, never>()
  asked.set(name, inner)
  return inner
}

function addAsked(asked: Asked, sets: readonly SelectionSetNode[], fragments: Question['fragments']): void {
  for (const [key, nodes] of fieldsIn(sets, fragments)) addAsked(enter(asked, key), selectedIn(nodes), fragments)
}

/** The places that nobody is asked about, of those that are asked of objects of any type. */
function missingOf({ selections }: SelectionSetNode, asked: Asked): readonly (readonly string[])[] {
  return selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD || selection.name.value.startsWith('__')) return []
    const { value: key } = selection.alias ?? selection.name
    const inner = asked.get(key)
    if (inner === undefined) return [[key]]
    return selection.selectionSet === undefined
      ? []
      : missingOf(selection.selectionSet, inner).map((path) => [key, ...path])
  })
}

/** What a field is made from, and with which arguments. */
interface Meaning {
  readonly text: string
  readonly field: string
}

function requireOneMeaning(fetches: readonly PlannedFetch[], { required }: JoinFields): void {
  const meanings = new Map<string, Meaning>()
  for (const { node, path } of fetches) {
    if (node.requires === undefined) continue
    const place = path.filter((key) => key !== '@').join('.')
    const { selected, fragments } = questionOf(node)
    for (const selection of selected.selections) {
      if (selection.kind !== Kind.INLINE_FRAGMENT) continue
      const type = selection.typeCondition?.name.value ?? ''
      for (const [{ name }] of fieldsIn([selection.selectionSet], fragments).values() as Iterable<[FieldNode]>) {
        note(required.get(`${type}.${name.value}`) ?? [], place, name.value, meanings)
      }
    }
  }
}

/** Notes what a field at a place is made from. @throws {HubError} where another one is made from the same with other arguments. */
function note(
  selections: readonly SelectionNode[],
  place: string,
  field: string,
  meanings: Map<string, Meaning>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) continue
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      note(selection.selectionSet.selections, place, field, meanings)
      continue
    }
    const at = `${place}.${selection.name.value}`
    const text = (selection.arguments ?? [])
      .map((argument) => print(argument))
      .toSorted()
      .join()
    const known = meanings.get(at) ?? { text, field }
    if (known.text !== text) throw severalMeanings(known.field, field, selection.name.value)
    meanings.set(at, known)
    note(selection.selectionSet?.selections ?? [], at, field, meanings)
  }
}

function severalMeanings(one: string, other: string, from: string): HubError {
  return new HubError(
    'GRAPHQL_VALIDATION_FAILED',
    `Expected \`${one}\` and \`${other}\` to be made from the same, but they take \`${from}\` with different arguments. Ask for them in two operations.`,
  )
}
