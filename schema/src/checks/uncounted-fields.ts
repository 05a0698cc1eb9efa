import type { GraphQLSchema } from 'graphql'
import { countingFields, countsNobody } from './counting-fields.js'
import { type OutputField, outputFields, ownTypes } from './schema-of.js'

/** Types of which a count, an amount or a moment is made. */
const measuring: ReadonlySet<string> = new Set(['Int', 'Float', 'Money', 'Date', 'DateTime'])

/** Fields that may count persons or date what one did, and of which nobody has said what protects them. */
export function uncountedFields(schema: GraphQLSchema): readonly string[] {
  return outputFields(schema).flatMap((field) =>
    mayCount(field) && !isJudged(field.coordinate)
      ? [
          `${field.coordinate}: may count persons or date what one did; enter it in counting-fields.ts with what protects it, or why it counts nobody`,
        ]
      : [],
  )
}

/** Entries of both lists that no schema has any more, or that stand in both. */
export function outdatedCounts(schemas: readonly GraphQLSchema[]): readonly string[] {
  const known = new Set(
    schemas.flatMap((schema) => [
      ...outputFields(schema).map(({ coordinate }) => coordinate),
      ...ownTypes(schema).map(({ name }) => name),
    ]),
  )
  return [
    ...[...countingFields.keys(), ...countsNobody.keys()].filter((coordinate) => !known.has(coordinate)),
    ...[...countingFields.keys()].filter((coordinate) => countsNobody.has(coordinate)),
  ]
}

function mayCount({ type }: OutputField): boolean {
  return measuring.has(type.name) || type.name.endsWith('Connection')
}

function isJudged(coordinate: string): boolean {
  const [type = ''] = coordinate.split('.')
  return countingFields.has(coordinate) || countsNobody.has(coordinate) || countsNobody.has(type)
}
