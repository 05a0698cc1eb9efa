import type { Random } from '@shequ/schema/random/random'
import type { StandInOptions } from './stand-in-data.js'

/** A graph of several subgraphs. */
export interface DrawnGraph extends StandInOptions {
  readonly subgraphs: ReadonlyMap<string, string>
}

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable", "@interfaceObject", "@provides", "@override", "@inaccessible", "@authenticated", "@requiresScopes", "@policy"])'

const names = ['a', 'b', 'c'] as const
const entities = ['T0', 'T1', 'T2', 'T3'] as const
const media = ['M0', 'M1'] as const

type Name = (typeof names)[number]
type Entity = (typeof entities)[number]

/** What fields of each entity are made from: declared so, required so, and read so. */
const bases: Readonly<Record<Entity, { readonly declared: string; readonly required: string; readonly read: string }>> =
  {
    T0: { declared: 'basis(by: Int = 1): String', required: 'basis', read: 'basis(by: 1)' },
    T1: { declared: 'basis(by: Int = 1): String', required: 'basis(by: 2)', read: 'basis(by: 2)' },
    T2: { declared: 'hidden: String', required: 'hidden', read: 'hidden' },
    T3: { declared: 'basis(by: Int = 1): String', required: 'basis', read: 'basis(by: 1)' },
  }

/** What each subgraph knows of an entity beside: second keys, what another subgraph took over, what it gives along. */
const further: Readonly<Record<Name, Partial<Record<Entity, readonly string[]>>>> = {
  a: { T0: ['moved: String'], T2: ['mark: ID!'], T3: ['zone: String! @shareable'] },
  b: {
    T0: ['moved: String @override(from: "a")'],
    T1: ['given: String @external', 'gives: T1 @provides(fields: "given")'],
  },
  c: { T2: ['mark: ID!'], T3: ['zone: String! @shareable'] },
}

const eithers: Readonly<Record<Name, string>> = {
  a: '',
  b: 'union Either = T0 | T2 | Value',
  c: 'union Either = T2 | T0 | T1',
}

/** What all subgraphs share: values, choices, and what is given to fields. */
const shared = `
  enum Choice { ONE TWO THREE HIDDEN @inaccessible }
  type Value @shareable { size: Int  text: String!  inner: Value  choice: Choice }
  input Shape { size: Int = 3  choice: Choice! = TWO  name: String  inner: Shape  many: [Int!]  must: Boolean! }
  interface Named { id: ID!  n: String }
`

const outputs = [
  'String',
  'String!',
  'Int',
  'Float',
  'Boolean!',
  'ID',
  'Choice',
  '[Choice!]',
  'Value',
  'Value!',
  '[Value]',
  '[[Int!]]',
  '[String!]!',
  ...entities,
  'T0!',
  '[T1!]',
  '[T2]',
  '[T3!]!',
  'Named',
  '[Named!]',
  'Media',
  '[Media!]',
] as const
const inputs = [
  'Int',
  'Int! = 2',
  'String',
  'Choice! = ONE',
  '[Choice!]',
  'Shape',
  '[Shape!]',
  'ID!',
  'Boolean',
  'Float = 1.5',
  '[[Int]]',
] as const

/** Rules that somebody without a token does not meet. */
const rules = ['@authenticated', '@requiresScopes(scopes: [["read"], ["a", "b"]])', '@policy(policies: [["role:ngo"]])']

/**
 * Draws a graph whose entities have fields in each of its subgraphs, some made from fields of others.
 *
 * @param isGuarded whether some fields and types are for those alone who meet a rule
 */
export function randomGraph(random: Random, isGuarded = false): DrawnGraph {
  const guarded = (definition: string) =>
    isGuarded && random.chance(0.15) ? `${definition} ${random.pick(rules)}` : definition
  const required = new Map<string, string>()
  const typesOf = new Map<string, string[]>(names.map((name) => [name, [shared]]))
  for (const type of entities) {
    const isNamed = type === 'T0' || type === 'T1'
    for (const name of names) {
      // Every third field of these names is asked with arguments.
      const fields = Array.from({ length: 2 + random.below(3) }, (_, index) =>
        guarded(drawField(`${name}${index}`, random)),
      )
      if (isNamed) fields.push(guarded('n: String @shareable'))
      if (name === 'a')
        fields.push('basis(by: Int = 1): String', 'hidden: String @inaccessible', 'given: String @shareable')
      else if (random.chance(0.6)) {
        const basis = bases[type]
        fields.push(
          `${basis.declared} @external`,
          `${name}made(by: Int): String @requires(fields: "${basis.required}")`,
        )
        required.set(`${type}.${name}made`, basis.read)
      }
      fields.push(...(further[name][type] ?? []))
      // Names that clients like to take for keys.
      if (name === 'c') fields.push('code: String', 'name(of: Choice): String')
      typesOf
        .get(name)
        ?.push(
          `${guarded(`type ${type}${isNamed ? ' implements Named' : ''} ${keysOf(name, type)}`)} { id: ID!${type === 'T2' && name === 'c' ? ' @shareable' : ''}  ${fields.join('  ')} }`,
        )
    }
  }
  for (const name of names) typesOf.get(name)?.push(mediaOf(name, random, guarded))
  const subgraphs = names.map((name) => {
    const roots = [...entities, '[T0!]!', 'Named', 'Media', '[Media]', 'Value', '[Either]', 'Int'].filter(() =>
      random.chance(0.6),
    )
    const root = ['T1', ...roots].map((type, index) =>
      guarded(`${name}Root${index}${drawParameters(random)}: ${outputFor(type, name)}`),
    )
    const mutation =
      name === 'c' ? '' : `type Mutation { ${name}Write${drawParameters(random)}: ${random.pick(entities)} }`
    const either = eithers[name]
    return [
      name,
      `${link} ${typesOf.get(name)?.join('\n')} ${either} type Query { ${root.join('  ')} } ${mutation}`,
    ] as const
  })
  return {
    subgraphs: new Map(subgraphs),
    keys: new Map([...entities, ...media, 'Media'].map((type) => [type, 'id'])),
    required,
    interfaceObjects: new Map([['Media', media]]),
    secondKeys: new Map([['T2', 'mark']]),
    keyFields: new Set(['T3.zone']),
    unions: new Map([['Either', ['T0', 'T2']]]),
    enums: new Map([['Choice', ['ONE', 'TWO', 'THREE', 'HIDDEN']]]),
  }
}

/** An interface whose objects one subgraph knows by their types, and the others as one object, with fields of their own for all. */
function mediaOf(name: string, random: Random, guarded: (definition: string) => string): string {
  const own = Array.from({ length: 2 }, (_, index) => drawField(`${name}${index}`, random))
  if (name !== 'a') {
    return `type Media @interfaceObject @key(fields: "id") { id: ID!  ${own.join('  ')} }`
  }
  const types = media.map(
    (type) =>
      `${guarded(`type ${type} implements Media @key(fields: "id")`)} { id: ID!  ${own.map(guarded).join('  ')}  ${guarded(drawField(`own${type}`, random))} }`,
  )
  return `interface Media @key(fields: "id") { id: ID!  ${own.join('  ')} } ${types.join(' ')}`
}

/** The union is known to two subgraphs, with other types in each. */
function outputFor(type: string, name: string): string {
  return type === '[Either]' && name === 'a' ? 'Value' : type
}

/** One entity is found by another key in one subgraph, and another only by what a third subgraph knows of it. */
function keysOf(name: Name, type: Entity): string {
  if (type === 'T2' && name === 'c') return '@key(fields: "mark")'
  if (type === 'T2' && name === 'a') return '@key(fields: "mark") @key(fields: "id")'
  if (type === 'T3' && name === 'c') return '@key(fields: "id zone")'
  return '@key(fields: "id")'
}

function drawField(name: string, random: Random): string {
  return `${name}${random.chance(0.4) ? drawParameters(random) : ''}: ${random.pick(outputs)}`
}

function drawParameters(random: Random): string {
  const count = random.below(3)
  if (count === 0) return ''
  return `(${Array.from({ length: count }, (_, index) => `p${index}: ${random.pick(inputs)}`).join(', ')})`
}
