import type { Operation } from './operation'

/** The address at which the explorer opens with an operation. It stands after `#`, so that no server keeps it. */
export function explorerAddress<Data, Variables>(operation: Operation<Data, Variables>, variables: Variables): string {
  const handed = new URLSearchParams({ query: operation.text, variables: JSON.stringify(variables, null, 2) })
  return `/explore#${handed.toString()}`
}
