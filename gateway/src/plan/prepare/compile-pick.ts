import type { QueryPlan } from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import type { Merged } from './compile-shape.js'
import { isOfType } from './is-of-type.js'

type FetchNode = Extract<NonNullable<QueryPlan['node']>, { kind: 'Fetch' }>
type Selection = NonNullable<FetchNode['requires']>[number]

/** Makes the representation that names an entity; null when a part of it is missing, so that nobody can be asked about it. */
export type PickKeys = (entity: Merged) => Merged | null

/** A field of a representation. */
interface Picked {
  readonly key: string
  readonly pick: PickKeys | undefined
}

/** Compiles what names an entity, for each type once when one of it comes. */
export function compilePick(selections: readonly Selection[], whole: GraphQLSchema): PickKeys {
  const pick = compileFields(selections, whole)
  return (entity) => {
    const representation = pick(entity)
    return representation !== null && typeof representation['__typename'] === 'string' ? representation : null
  }
}

function compileFields(selections: readonly Selection[], whole: GraphQLSchema): PickKeys {
  const byType = new Map<string, readonly Picked[]>()
  return (value) => {
    const told = value['__typename']
    const type = typeof told === 'string' ? told : ''
    let fields = byType.get(type)
    if (fields === undefined) {
      fields = fieldsFor(type, selections, whole)
      byType.set(type, fields)
    }
    return pickFields(value, fields)
  }
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
  return [...fields].map(([key, inner]) => ({ key, pick: leaves.has(key) ? undefined : compileFields(inner, whole) }))
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

function pickInner(part: unknown, pick: PickKeys): unknown {
  if (Array.isArray(part)) return part.map((element: unknown) => pickInner(element, pick))
  return part === null || typeof part !== 'object' ? null : pick(part as Merged)
}
