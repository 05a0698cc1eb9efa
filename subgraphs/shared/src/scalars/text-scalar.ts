import { GraphQLScalarType, Kind } from 'graphql'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { ScalarForm } from '@shequ/schema/scalars/scalar-forms'

/**
 * Makes a scalar that is text of a certain form. What it refuses is `BAD_USER_INPUT`, saying what was expected and what came.
 *
 * @param write how a stored value is written; as it is when left out
 */
export function textScalar(
  name: string,
  { expected, read, isPersonal }: ScalarForm,
  write?: (value: unknown) => string,
): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    const text = typeof value === 'string' ? read(value) : undefined
    if (text !== undefined) return text
    throw new HubError(
      'BAD_USER_INPUT',
      {
        en: `Expected ${expected.en}, but got ${isPersonal ? 'something else' : shorten(value)}.`,
        zh: `应为${expected.zh}，而收到的${isPersonal ? '不是' : `是 ${shorten(value)}`}。`,
      },
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
