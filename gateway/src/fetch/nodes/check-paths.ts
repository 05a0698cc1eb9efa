import type { GraphQLFormattedError } from 'graphql'

/** How many steps a path of a node's error may have. */
const longestPath = 64

/**
 * What is wrong with where a node's errors stand, or undefined. A path leads through the data that came with it to a null, as
 * GraphQL has it, so that an error can stand neither at a neighbour's entry nor in a field for which nobody asked.
 */
export function pathFault(data: unknown, errors: readonly GraphQLFormattedError[]): string | undefined {
  for (const { path } of errors) {
    if (path === undefined || path === null) continue
    if (!isPath(path)) return 'an error stands at what is no path'
    if (!leadsToNull(data, path)) return 'an error stands at a path that leads to no null of its answer'
  }
  return undefined
}

function isPath(path: unknown): path is readonly (string | number)[] {
  return (
    Array.isArray(path) &&
    path.length <= longestPath &&
    path.every((step) => typeof step === 'string' || (Number.isInteger(step) && Number(step) >= 0))
  )
}

function leadsToNull(data: unknown, path: readonly (string | number)[]): boolean {
  let value = data
  for (const step of path) {
    if (value === null || value === undefined) return true
    if (typeof value !== 'object' || Array.isArray(value) !== (typeof step === 'number')) return false
    if (!Object.hasOwn(value, step)) return false
    value = (value as Readonly<Record<string | number, unknown>>)[step]
  }
  return value === null || value === undefined
}
