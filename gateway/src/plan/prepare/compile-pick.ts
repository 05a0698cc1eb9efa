import type { QueryPlan } from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import type { Merged } from './compile-shape.js'
import { isOfType } from './is-of-type.js'

type FetchNode = Extract<NonNullable<QueryPlan['node']>, { kind: 'Fetch' }>
type Selection = NonNullable<FetchNode['requires']>[number]

/** What names entities; both say null of an entity of which a part is missing, so that nobody can be asked about it. */
export interface PickKeys {
  /** A text that two entities share when their representations are equal. It costs no object and, for plain keys, no JSON. */
  readonly keyOf: (entity: Merged) => string | null
  /** Makes the representation that names an entity. */
  readonly pick: Pick
}

type Pick = (entity: Merged) => Merged | null

/** A field of a representation. */
interface Picked {
  readonly key: string
  readonly pick: Pick | undefined
}

/** Compiles what names an entity, for each type once when one of it comes. */
export function compilePick(selections: readonly Selection[], whole: GraphQLSchema): PickKeys {
  const fieldsOf = compileFields(selections, whole)
  /** The fields by type, where they tell the type: without it, a representation names nothing. */
  const telling = new Map<string, readonly Picked[] | null>()
  const tellingFields = (entity: Merged): readonly Picked[] | null => {
    const type = entity['__typename']
    if (typeof type !== 'string') return null
    let fields = telling.get(type)
    if (fields === undefined) {
      const all = fieldsOf(entity)
      fields = all.some(({ key }) => key === '__typename') ? all : null
      telling.set(type, fields)
    }
    return fields
  }
  return {
    keyOf(entity) {
      const fields = tellingFields(entity)
      return fields === null ? null : textOf(entity, fields)
    },
    pick(entity) {
      const fields = tellingFields(entity)
      return fields === null ? null : pickFields(entity, fields)
    },
  }
}

function textOf(entity: Merged, fields: readonly Picked[]): string | null {
  let text = ''
  for (const { key, pick } of fields) {
    const part = Object.hasOwn(entity, key) ? entity[key] : undefined
    if (part === undefined) return null
    if (typeof part === 'string') text += `${part.length}:${part}`
    else text += `${JSON.stringify(pick === undefined ? part : pickInner(part, pick))},`
  }
  return text
}

function compileFields(selections: readonly Selection[], whole: GraphQLSchema): (value: Merged) => readonly Picked[] {
  const byType = new Map<string, readonly Picked[]>()
  return (value) => {
    const told = value['__typename']
    const type = typeof told === 'string' ? told : ''
    let fields = byType.get(type)
    if (fields === undefined) {
      fields = fieldsFor(type, selections, whole)
      byType.set(type, fields)
    }
    return fields
  }
}

function compileInner(selections: readonly Selection[], whole: GraphQLSchema): Pick {
  const fieldsOf = compileFields(selections, whole)
  return (value) => pickFields(value, fieldsOf(value))
}

function fieldsFor(type: string, selections: readonly Selection[], whole: GraphQLSchema): readonly Picked[] {
  const fields = new Map<string, Selection[]>()
  const leaves = new Set<string>()
  const lay = (inner: readonly Selection[]): void => {
    for (const selection of inner) {
      if (selection.kind === 'InlineFragment') {
        const { typeCondition } = selection
        if (typeCondition === undefined || isOfType(whole, type, typeCondition)) lay(selection.selections)
        continue
      }
      const key = selection.alias ?? selection.name
      if (selection.selections === undefined) leaves.add(key)
      fields.set(key, [...(fields.get(key) ?? []), ...(selection.selections ?? [])])
    }
  }
  lay(selections)
  return [...fields].map(([key, inner]) => ({ key, pick: leaves.has(key) ? undefined : compileInner(inner, whole) }))
}

function pickFields(value: Merged, fields: readonly Picked[]): Merged | null {
  if (fields.length === 0) return null
  const picked: Merged = {}
  for (const { key, pick } of fields) {
    const part = Object.hasOwn(value, key) ? value[key] : undefined
    if (part === undefined) return null
    picked[key] = pick === undefined ? part : pickInner(part, pick)
  }
  return picked
}

function pickInner(part: unknown, pick: Pick): unknown {
  if (Array.isArray(part)) return part.map((element: unknown) => pickInner(element, pick))
  return part === null || typeof part !== 'object' ? null : pick(part as Merged)
}
