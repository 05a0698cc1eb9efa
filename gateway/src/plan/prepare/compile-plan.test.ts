import type { QueryPlan } from '@apollo/query-planner'
import { buildSchema } from 'graphql'
import { expect, test } from 'vitest'
import { compilePlan } from './compile-plan.js'
import { type FetchNode, listFetches } from './list-fetches.js'

const whole = buildSchema(`
  type Query { users: [User]  shops: [Shop]  any: [Named] }
  interface Named { id: ID! }
  type User implements Named { id: ID!  name: String  home: Home }
  type Shop implements Named { id: ID!  title: String }
  type Home { street: String  town: String }
`)

type Node = NonNullable<QueryPlan['node']>

const root = (serviceName: string, operation: string) => ({ kind: 'Fetch', serviceName, operation }) as FetchNode
const key = (type: string, ...fields: readonly string[]) => ({
  kind: 'InlineFragment' as const,
  typeCondition: type,
  selections: ['__typename', 'id', ...fields].map((name) => ({ kind: 'Field' as const, name })),
})
/** Asks a tier something of entities of a type at a path, named by their ids and by what else it needs. */
const about = (serviceName: string, path: string, type: string, asked: string, ...needed: readonly string[]): Node =>
  ({
    kind: 'Flatten',
    path: path.split('.'),
    node: {
      kind: 'Fetch',
      serviceName,
      requires: [key(type, ...needed)],
      variableUsages: [],
      operationName: `Q${count++}`,
      operation: `query Q${count}($representations:[_Any!]!){_entities(representations:$representations){...on ${type}{${asked}}}}`,
    },
  }) as unknown as Node
let count = 0
const sequence = (...nodes: readonly Node[]) => ({ kind: 'Sequence', nodes }) as unknown as Node
const parallel = (...nodes: readonly Node[]) => ({ kind: 'Parallel', nodes }) as unknown as Node
const compiled = (node: Node) => compilePlan(listFetches({ kind: 'QueryPlan', node }), whole)
const asked = (node: Node) =>
  compiled(node).map(({ tier, places }) => `${tier} ${places.map(({ path }) => path.join('.')).join(' ')}`)

const users = root('a', '{users{__typename id}}')
const shops = root('b', '{shops{__typename id}}')

test('what is asked alike at several places is one question, if no place waits for another', () => {
  expect(
    asked(
      parallel(
        sequence(users, about('c', 'users.@', 'User', 'name'), about('c', 'users.@.friend', 'User', 'name')),
        sequence(shops, about('c', 'shops.@.owner', 'User', 'name')),
      ),
    ),
  ).toEqual(['a ', 'b ', 'c users.@ shops.@.owner', 'c users.@.friend'])
})

test('so is what is asked of other types, but not what is asked of one type otherwise', () => {
  const [plan] = [
    compiled(
      parallel(
        sequence(users, about('c', 'users.@', 'User', 'name')),
        sequence(
          shops,
          parallel(about('c', 'shops.@', 'Shop', 'title'), about('c', 'shops.@.owner', 'User', 'id name')),
        ),
      ),
    ),
  ]
  expect(plan.map(({ places }) => places.length)).toEqual([1, 1, 2, 1])
  expect(plan[2]?.query).toContain('{...on User{name}...on Shop{title}}')
})

test('what is asked of an interface goes with nothing that is asked of its types', () => {
  expect(
    asked(
      parallel(
        sequence(users, about('c', 'users.@', 'User', 'name')),
        sequence(shops, about('c', 'any.@', 'Named', 'id')),
      ),
    ),
  ).toEqual(['a ', 'b ', 'c users.@', 'c any.@'])
})

test('what nothing waits for goes with what is asked later of the same, and is asked alone where that can not be named', () => {
  const [, name, late] = compiled(
    sequence(
      users,
      parallel(
        sequence(about('b', 'users.@', 'User', 'name'), about('c', 'users.@', 'User', 'greeting', 'name')),
        about('c', 'users.@', 'User', 'home{street}'),
      ),
    ),
  )
  expect([name?.tier, late?.tier]).toEqual(['b', 'c'])
  expect(late?.query).toContain('{...on User{greeting}...on User{home{street}}}')
  expect(late?.places[0]?.otherwise?.query).toContain('{...on User{home{street}}}')
})

test('what something waits for does not, nor what would be asked under a key that is taken', () => {
  const early = about('c', 'users.@', 'User', 'home{street}')
  const late = sequence(about('b', 'users.@', 'User', 'name'), about('c', 'users.@', 'User', 'greeting', 'name'))
  expect(asked(sequence(users, parallel(late, sequence(early, about('d', 'users.@.home', 'Home', 'town')))))).toEqual([
    'a ',
    'b users.@',
    'c users.@',
    'c users.@',
    'd users.@.home',
  ])
  const same = sequence(about('b', 'users.@', 'User', 'name'), about('c', 'users.@', 'User', 'home{town}', 'name'))
  expect(asked(sequence(users, parallel(same, early)))).toHaveLength(4)
})

test('entities that are one hold the same objects, unless another fetch lays something into these by way of them', () => {
  const street = about('b', 'users.@', 'User', 'home{street}')
  const sharing = (other: Node) => {
    const plan = compiled(sequence(users, parallel(street, other)))
    return plan.find(({ tier }) => tier === 'b')?.places[0]?.mayShare
  }
  expect(sharing(about('c', 'users.@', 'User', 'name'))).toBe(true)
  expect(sharing(about('c', 'users.@.home', 'Home', 'town'))).toBe(true)
  expect(sharing(about('c', 'shops.@', 'Shop', 'home{town}'))).toBe(true)
  expect(sharing(about('c', 'users.@', 'User', 'home{town}'))).toBe(false)
  expect(sharing(about('c', 'users.@', 'User', '...F}}}fragment F on User{...on User{home{town'))).toBe(false)
})

test('what was laid before does not keep them from it', () => {
  const plan = compiled(
    sequence(users, about('c', 'users.@', 'User', 'home{town}'), about('b', 'users.@', 'User', 'home{street}')),
  )
  expect(plan.map(({ tier, places: [place] }) => [tier, place?.mayShare])).toEqual([
    ['a', true],
    ['c', false],
    ['b', true],
  ])
})
