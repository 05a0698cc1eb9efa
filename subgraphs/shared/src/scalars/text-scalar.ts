import { GraphQLScalarType, Kind } from 'graphql'
import { HubError } from '@shequ/schema/errors/hub-error'

/** A scalar that is text of a certain form, on both sides of the graph. */
export interface TextForm {
  readonly name: string
  /** What a client is told it should have given: `a calendar day such as "2025-03-01"`. */
  readonly expected: string
  /** The text as the hub keeps it, or undefined when it has another form. */
  readonly read: (text: string) => string | undefined
  /** True for text that names a person: an error does not repeat it. */
  readonly isPersonal?: boolean
  /** How a stored value is written; as it is when left out. */
  readonly write?: (value: unknown) => string
}

/** Makes the scalar. What it refuses is `BAD_USER_INPUT`, saying what was expected and what came. */
export function textScalar({ name, expected, read, isPersonal, write }: TextForm): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    const text = typeof value === 'string' ? read(value) : undefined
    if (text !== undefined) return text
    throw new HubError(
      'BAD_USER_INPUT',
      `Expected ${expected}, but got ${isPersonal ? 'something else' : shorten(value)}.`,
      { scalar: name },
    )
  }
  return new GraphQLScalarType<string, string>({
    name,
    parseValue: parse,
    parseLiteral: (node) =>
      parse(node.kind === Kind.STRING ? node.value : 'value' in node ? Number(node.value) : undefined),
    serialize: write ?? String,
  })
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
