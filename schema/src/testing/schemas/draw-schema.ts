import { type GraphQLSchema, buildSchema } from 'graphql'
import type { Random } from '../../random/random.js'
import { resolveAtRandom } from './resolve-at-random.js'

/** A small schema with resolvers that give the same for the same question, whenever and however often it is asked. */
export interface DrawnSchema {
  readonly sdl: string
  readonly schema: GraphQLSchema
}

const leaves = ['Int', 'Float', 'Boolean', 'ID', 'String', 'String', 'Kind']
const inputs = ['Int', 'String', 'Boolean', 'Kind', 'ID', 'First', 'Second']

/**
 * Draws a schema of objects, interfaces and a union, with lists, enums and input objects with defaults. Its resolvers
 * give nulls where none may be, throw, reject, and give lists whose items do; with `waits`, some give promises.
 */
export function drawSchema(random: Random, { waits }: { readonly waits: boolean }): DrawnSchema {
  const objects = Array.from({ length: 2 + random.below(3) }, (_, index) => `Object${index}`)
  const interfaces = ['Named', 'Placed'].slice(random.below(2))
  const composites = [...objects, ...interfaces, 'Any']
  const wrap = (name: string) =>
    random.pick([name, name, name, `${name}!`, `${name}!`, `[${name}]`, `[${name}!]`, `[${name}!]!`, `[[${name}!]]`])
  const argument = (name: string) => {
    const type = random.pick(inputs)
    const wrapped = random.pick([type, type, `${type}!`, `[${type}!]`, `[${type}]`])
    return `${name}: ${wrapped}${random.chance(0.4) ? ` = ${defaultOf(wrapped, random)}` : ''}`
  }
  const args = () => (random.chance(0.5) ? '' : `(${['one', 'two'].slice(random.below(2)).map(argument).join(', ')})`)
  const fieldsOf = (prefix: string, count: number) => [
    ...Array.from({ length: count }, (_, n) => `${prefix}${n}${args()}: ${wrap(random.pick(leaves))}`),
    ...Array.from({ length: count }, (_, n) => `${prefix}To${n}${args()}: ${wrap(random.pick(composites))}`),
  ]
  const shared = new Map(interfaces.map((name) => [name, ['id: ID!', ...fieldsOf(name.toLowerCase(), 1)]]))
  const implemented = objects.map((_, index) => interfaces.filter((__, n) => n === index || random.chance(0.6)))
  const object = (name: string, of: readonly string[]) =>
    print('type', of.length > 0 ? `${name} implements ${of.join(' & ')}` : name, [
      ...new Set(['id: ID!', 'code: String', ...of.flatMap((each) => shared.get(each) ?? []), ...fieldsOf('own', 2)]),
    ])
  const sdl = [
    print('type', 'Query', fieldsOf('ask', 4)),
    print('type', 'Mutation', fieldsOf('do', 3)),
    ...interfaces.map((name) => print('interface', name, shared.get(name) ?? [])),
    ...objects.map((name, index) => object(name, implemented[index] ?? [])),
    `union Any = ${objects.join(' | ')}`,
    'enum Kind { ONE TWO THREE }',
    'input First { count: Int! = 4 text: String kinds: [Kind!] = [ONE] deep: Second }',
    'input Second { must: ID! flag: Boolean = true first: First = { text: "of default" } kind: Kind }',
  ].join('\n')
  const schema = buildSchema(sdl)
  resolveAtRandom(schema, random, waits)
  return { sdl, schema }
}

function print(keyword: string, name: string, fields: readonly string[]): string {
  return `${keyword} ${name} {\n  ${fields.join('\n  ')}\n}`
}

function defaultOf(type: string, random: Random): string {
  if (type.startsWith('[')) return random.pick(['[]', `[${defaultOf(type.replaceAll(/[[\]!]/g, ''), random)}]`])
  const of: Record<string, string> = {
    Int: '3',
    String: '"default"',
    Boolean: 'false',
    Kind: 'TWO',
    ID: '"i"',
    First: '{ text: null }',
    Second: '{ must: 7 }',
  }
  return of[type.replace('!', '')] ?? 'null'
}
