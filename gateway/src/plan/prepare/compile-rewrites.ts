import type { QueryPlan } from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import type { Merged } from './compile-shape.js'
import { isOfType } from './is-of-type.js'

type FetchNode = Extract<NonNullable<QueryPlan['node']>, { kind: 'Fetch' }>
type PlannedRewrite = NonNullable<FetchNode['inputRewrites']>[number]

/** Changes data in place. */
export type Rewrite = (value: unknown) => void

const fragment = '... on '

/**
 * Compiles the planner's rewrites: values it sets, such as the type name under which a tier knows an entity, and keys it renames,
 * where two types of one place have fields of one key that no single question may ask for.
 */
export function compileRewrites(
  rewrites: readonly PlannedRewrite[] | undefined,
  whole: GraphQLSchema,
): Rewrite | undefined {
  if (rewrites === undefined || rewrites.length === 0) return undefined
  const steps = rewrites.map((rewrite) => compileRewrite(rewrite, whole))
  return (value) => {
    for (const step of steps) step(value)
  }
}

function compileRewrite(rewrite: PlannedRewrite, whole: GraphQLSchema): Rewrite {
  const path = rewrite.path.slice(0, -1)
  const key = rewrite.path.at(-1) ?? ''
  const change = (object: Merged) => {
    if (rewrite.kind === 'ValueSetter') object[key] = rewrite.setValueTo
    else if (Object.hasOwn(object, key)) {
      object[rewrite.renameKeyTo] = object[key]
      delete object[key]
    }
  }
  const walk = (value: unknown, depth: number): void => {
    if (Array.isArray(value)) {
      for (const element of value) walk(element, depth)
      return
    }
    if (typeof value !== 'object' || value === null) return
    const object = value as Merged
    const step = path[depth]
    if (step === undefined) change(object)
    else if (!step.startsWith(fragment)) walk(Object.hasOwn(object, step) ? object[step] : undefined, depth + 1)
    else if (isOf(object, step.slice(fragment.length), whole)) walk(object, depth + 1)
  }
  return (value) => walk(value, 0)
}

/** An object that does not tell its type is taken for one of it: nobody asked for the type where there is but one. */
function isOf(object: Merged, condition: string, whole: GraphQLSchema): boolean {
  const name = object['__typename']
  return typeof name !== 'string' || isOfType(whole, name, condition)
}
