import type { Random } from '@shequ/schema/random/random'
import type { StandInOptions } from './stand-in-data.js'

/** A graph of several subgraphs. */
export interface DrawnGraph extends StandInOptions {
  readonly subgraphs: ReadonlyMap<string, string>
}

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable", "@interfaceObject", "@authenticated", "@requiresScopes", "@policy"])'

const names = ['a', 'b', 'c'] as const
const entities = ['T0', 'T1', 'T2', 'T3'] as const
const media = ['M0', 'M1'] as const

/** What all subgraphs share: values, choices, and what is given to fields. */
const shared = `
  enum Choice { ONE TWO THREE }
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
      if (name === 'a') fields.push('basis: String')
      else if (random.chance(0.6)) {
        fields.push('basis: String @external', `${name}made(by: Int): String @requires(fields: "basis")`)
        required.set(`${type}.${name}made`, 'basis')
      }
      // Names that clients like to take for keys.
      if (name === 'c') fields.push('code: String', 'name(of: Choice): String')
      typesOf
        .get(name)
        ?.push(
          `${guarded(`type ${type}${isNamed ? ' implements Named' : ''} @key(fields: "id")`)} { id: ID!  ${fields.join('  ')} }`,
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
    const either = name === 'b' ? 'union Either = T0 | T2 | Value' : ''
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

/** The union is one subgraph's own. */
function outputFor(type: string, name: string): string {
  return type === '[Either]' && name !== 'b' ? 'Value' : type
}

function drawField(name: string, random: Random): string {
  return `${name}${random.chance(0.4) ? drawParameters(random) : ''}: ${random.pick(outputs)}`
}

function drawParameters(random: Random): string {
  const count = random.below(3)
  if (count === 0) return ''
  return `(${Array.from({ length: count }, (_, index) => `p${index}: ${random.pick(inputs)}`).join(', ')})`
}
