import { HubError } from '@shequ/schema/errors/hub-error'
import type { FieldNode, GraphQLField } from 'graphql'
import { pageLimit } from '../../document/page-limit.js'
import type { ListSize } from '../../plan/prepare/read-costs.js'

/** How many entries a list is taken to have that a question gives no length: a city has 16 boroughs, a borough 15 streets. */
export const usualLength = 10

/** The length that a field gives to lists: its own, or those in it, as a connection's does. */
export interface Page {
  readonly length: number
  /** The lists below the field that have this length; undefined for any. */
  readonly only?: ReadonlySet<string> | undefined
}

/** A field as it is asked, with its arguments' values. */
export interface AskedField {
  readonly field: GraphQLField<unknown, unknown>
  readonly node: FieldNode
  /** The value of an argument by its name, its default where none is given. */
  readonly valueOf: (argument: string) => unknown
  readonly size: ListSize | undefined
}

/**
 * How many entries a use of a field asks for at most: by its `@listSize`, or else by an argument `first` or an input's `first`.
 *
 * @returns undefined for a field that gives no length
 * @throws {HubError} BAD_USER_INPUT for a field that requires a length and is given none, or several.
 */
export function pageOf(asked: AskedField, variables: Readonly<Record<string, unknown>>): Page | undefined {
  const { field, node, size } = asked
  const length = lengthBySlice(asked) ?? pageLimit(field, node)?.(variables)
  if (length !== undefined && !Number.isNaN(length)) return { length, only: size?.sizedFields }
  return size?.assumedSize === undefined ? undefined : { length: size.assumedSize, only: size.sizedFields }
}

function lengthBySlice({ size, valueOf, field }: AskedField): number | undefined {
  if (size === undefined || size.slicingArguments.length === 0) return undefined
  const lengths = size.slicingArguments.map(valueOf).filter((value) => typeof value === 'number')
  if (size.requireOneSlicingArgument && lengths.length !== 1) {
    const names = size.slicingArguments.map((name) => `\`${name}\``).join(', ')
    throw new HubError('BAD_USER_INPUT', {
      en: `Expected \`${field.name}\` to be given one of ${names}, but got ${lengths.length} of them.`,
      zh: `\`${field.name}\` 应给出 ${names} 中的一个，而收到了 ${lengths.length} 个。`,
    })
  }
  return lengths.length === 0 ? undefined : Math.max(...lengths)
}

/** The longer of two pages of the same key. */
export function longerPage(one: Page | undefined, other: Page | undefined): Page | undefined {
  if (one === undefined || other === undefined) {
    const given = one ?? other
    return given === undefined || given.length > usualLength ? given : undefined
  }
  return one.length >= other.length ? one : other
}
