import { createHash } from 'node:crypto'
import {
  type ASTNode,
  type DocumentNode,
  Kind,
  type NameNode,
  type ValueNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  TypeInfo,
  getNamedType,
  isScalarType,
  print,
  separateOperations,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** An operation without what a client wrote into it of its own. */
export interface BareOperation {
  /** SHA-256 of the text, in hexadecimal digits. */
  readonly hash: string
  /** Its name; empty for one without. */
  readonly name: string
  readonly body: string
}

const emptyText: ValueNode = { kind: Kind.STRING, value: '' }
const emptyObject: ValueNode = { kind: Kind.OBJECT, fields: [] }

/**
 * What of a valid operation tells which parts of a schema it needs: without the texts and numbers that stand in it, and without the names
 * that its client made up, but for the operation's own. Texts become `""`, numbers `0` or `0.5`; aliases, variables and fragments are
 * numbered. It is as valid as the operation.
 */
export function bareOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
): BareOperation {
  const name = operation.name?.value ?? ''
  const own = separateOperations(document)[name] ?? document
  const body = print(visit(own, withoutOwnWords(schema)))
  return { hash: createHash('sha256').update(body).digest('hex'), name, body }
}

function withoutOwnWords(schema: GraphQLSchema) {
  const types = new TypeInfo(schema)
  const isOfScalar = () => {
    const type = types.getInputType()
    return type == null || isScalarType(getNamedType(type))
  }
  const aliases = numbered('_a')
  const variables = numbered('_v')
  const fragments = numbered('_F')
  return visitWithTypeInfo(types, {
    Field: ({ alias, ...field }) => (alias === undefined ? undefined : { ...field, alias: aliases(alias) }),
    Variable: (variable) => ({ ...variable, name: variables(variable.name) }),
    FragmentSpread: (spread) => ({ ...spread, name: fragments(spread.name) }),
    FragmentDefinition: (fragment) => ({ ...fragment, name: fragments(fragment.name) }),
    StringValue: () => emptyText,
    IntValue: (value) => ({ ...value, value: '0' }),
    // What is no whole number stays none: an integer takes it no more than before.
    FloatValue: (value) => ({ ...value, value: '0.5' }),
    // What a scalar takes is the client's own, whatever its form.
    EnumValue: () => (isOfScalar() ? emptyText : undefined),
    ObjectValue: { enter: () => (isOfScalar() ? emptyObject : undefined) },
    ListValue: { leave: (list) => ({ ...list, values: eachOnce(list.values) }) },
  })
}

/** Gives names numbers, in the order in which they come. */
function numbered(letter: string): (name: NameNode) => NameNode {
  const numbers = new Map<string, number>()
  return ({ value }) => {
    if (!numbers.has(value)) numbers.set(value, numbers.size)
    return { kind: Kind.NAME, value: `${letter}${numbers.get(value)}` }
  }
}

function eachOnce<Node extends ASTNode>(nodes: readonly Node[]): readonly Node[] {
  return [...new Map(nodes.map((node) => [print(node), node])).values()]
}
