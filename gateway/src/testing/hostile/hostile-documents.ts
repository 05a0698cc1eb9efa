import { type HostileRequest, asking, forEach } from './hostile-request.js'

const person = (inside: string) => `{ person(id: "1") { ${inside} } }`

/** Fields in each other. */
const deep = (levels: number, inside = 'name', field = 'friend'): string =>
  `${`${field} { `.repeat(levels)}${inside}${' }'.repeat(levels)}`

const named = (count: number, field: string) => forEach(count, (at) => `a${at}: ${field}`).join(' ')

/** Fragments that each hold what is made of the next one's spread. */
const chain = (length: number, body: (next: string) => string) =>
  `${person('...F0')} ${forEach(length, (at) => `fragment F${at} on Person { ${body(`...F${at + 1}`)} }`).join(' ')} fragment F${length} on Person { name }`

/** A field that stands twice at every level, under two names. */
const doubled = (levels: number): string =>
  levels === 0 ? 'name' : `a: friend { ${doubled(levels - 1)} } b: other { ${doubled(levels - 1)} }`

const people = (first: number, inside: string) => `{ people(first: ${first}) { ${inside} } }`

/** Documents that ask for more than they say, over a graph of people who know each other without end. */
export function hostileDocuments(): readonly HostileRequest[] {
  return [
    ...forEach(20, (at) => asking(`${30 + at} levels`, person(deep(30 + at)), 'QUERY_TOO_DEEP')),
    ...forEach(4, (at) => asking(`${4_000 + at} levels`, person(deep(4_000 + at)), 'GRAPHQL_PARSE_FAILED')),
    ...forEach(10, (at) =>
      asking(
        `${31 + at} inline fragments`,
        person(`${'... { '.repeat(31 + at)}name${' }'.repeat(31 + at)}`),
        undefined,
      ),
    ),
    ...forEach(10, (at) =>
      asking(
        `${101 + 20 * at} fields at the root`,
        `{ ${named(101 + 20 * at, 'person(id: "1") { name }')} }`,
        'TOO_MANY_ROOT_FIELDS',
      ),
    ),
    ...forEach(15, (at) =>
      asking(`${301 + 100 * at} aliases`, person(named(301 + 100 * at, 'name')), 'TOO_MANY_ALIASES'),
    ),
    ...forEach(5, (at) =>
      asking(
        `a field doubled at ${8 + at} levels`,
        person(doubled(8 + at)),
        at < 2 ? 'TOO_MANY_ALIASES' : 'GRAPHQL_PARSE_FAILED',
      ),
    ),
    ...forEach(20, (at) =>
      asking(
        `${11 + 9 * at} fragments that spread the next one twice`,
        chain(11 + 9 * at, (next) => `${next} ${next}`),
        'TOO_MANY_FRAGMENTS',
      ),
    ),
    ...forEach(10, (at) =>
      asking(
        `${11 + 2 * at} fragments that spread the next one in two fields`,
        chain(11 + 2 * at, (next) => `friend { ${next} } other { ${next} }`),
        'TOO_MANY_FRAGMENTS',
      ),
    ),
    ...forEach(8, (at) =>
      asking(
        `${32 + at} fragments in each other`,
        chain(32 + at, (next) => `friend { ${next} }`),
        'QUERY_TOO_DEEP',
      ),
    ),
    ...forEach(15, (at) => asking(`a circle of ${at + 1} fragments`, circle(at + 1), 'GRAPHQL_VALIDATION_FAILED')),
    ...forEach(10, (at) =>
      asking(`a list of ${1_001 * 4 ** at}`, people(Math.min(2 ** 31 - 1, 1_001 * 4 ** at), 'name'), 'LIST_TOO_LONG'),
    ),
    ...forEach(10, (at) =>
      asking(`friends of friends of ${900 + at}`, people(900 + at, deep(12, 'name mood calm')), 'QUERY_TOO_COSTLY'),
    ),
    ...forEach(6, (at) =>
      asking(`a name of ${20_000 + at} letters`, people(500, `${'x'.repeat(20_000 + at)}: name`), 'QUERY_TOO_COSTLY'),
    ),
    ...forEach(6, (at) =>
      asking(
        `${60 + at} lists under names of their own`,
        `{ ${named(60 + at, 'people(first: 200) { name mood }')} }`,
        'QUERY_TOO_COSTLY',
      ),
    ),
    ...forEach(10, (at) =>
      asking(`types of types, ${3 + at} times`, typesOfTypes(3 + at), 'GRAPHQL_VALIDATION_FAILED'),
    ),
    ...forEach(5, (at) =>
      asking(
        `${400 * (at + 1)} directives that there are not`,
        person(`name ${'@no '.repeat(400 * (at + 1))}`),
        'GRAPHQL_VALIDATION_FAILED',
      ),
    ),
    ...forEach(5, (at) =>
      asking(
        `${300 * (at + 1)} variables that nobody uses`,
        `query (${forEach(300 * (at + 1), (each) => `$v${each}: Int`).join(' ')}) ${person('name')}`,
        'GRAPHQL_VALIDATION_FAILED',
      ),
    ),
    ...forEach(4, (at) =>
      asking(
        `one field ${500 + 100 * at} times`,
        `{ ${'person(id: "1") { friend { name } } '.repeat(500 + 100 * at)} }`,
        'GRAPHQL_VALIDATION_FAILED',
      ),
    ),
    ...forEach(3, (at) =>
      asking(
        `a subscription of ${at + 1}`,
        `subscription { ${named(at + 1, 'person(id: "1") { name }')} }`,
        'GRAPHQL_VALIDATION_FAILED',
      ),
    ),
    asking('a mutation of a graph that has none', 'mutation { __proto__ change }', 'GRAPHQL_VALIDATION_FAILED'),
    asking('a number that is infinite', '{ people(first: 1e999) { name } }', 'GRAPHQL_VALIDATION_FAILED'),
    asking('a negative length', '{ people(first: -1) { name } }', undefined),
    asking('names of the language itself', '{ __proto__ constructor }', 'GRAPHQL_VALIDATION_FAILED'),
    asking('tokens without end', `{ ${'name '.repeat(20_000)} }`, 'GRAPHQL_PARSE_FAILED'),
  ]
}

function typesOfTypes(times: number): string {
  return `{ __schema { types { ${'fields { type { '.repeat(times)}name${' } }'.repeat(times)} } } }`
}

function circle(length: number): string {
  const fragments = forEach(length, (at) => `fragment F${at} on Person { friend { ...F${(at + 1) % length} } }`)
  return `${person('...F0')} ${fragments.join(' ')}`
}
