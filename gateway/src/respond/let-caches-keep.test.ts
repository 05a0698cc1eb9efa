import { buildSchema, parse } from 'graphql'
import { expect, test } from 'vitest'
import { readCacheHints } from '../plan/prepare/read-cache-hints.js'
import { longestAge } from './let-caches-keep.js'

const sdl = `
  directive @cacheControl(maxAge: Int!) on FIELD_DEFINITION | OBJECT
  type Query { city: City  now: Int  fixed: Int @cacheControl(maxAge: 60)  news: [News] }
  type City @cacheControl(maxAge: 300) {
    name: String  weather: String @cacheControl(maxAge: 5)  boroughs: [Borough]  news: [News] @cacheControl(maxAge: 30)
  }
  type Borough @cacheControl(maxAge: 100) { name: String  news: [News] }
  type News { text: String }
`
const schema = buildSchema(sdl)
const hints = readCacheHints(parse(sdl))
const ageOf = (query: string) => longestAge(parse(query), schema, hints)

test.each([
  ['{ city { name } }', 300],
  ['{ city { name boroughs { __typename name } } }', 100],
  ['{ city { name weather } }', 5],
  ['{ city { ...F } fixed } fragment F on City { boroughs { name } }', 60],
  ['{ city { news { text } } }', 30],
  ['{ city { boroughs { news { text } } } }', 0],
  ['{ now }', 0],
  ['{ news { text } }', 0],
  ['{ city { name } __schema { types { name } } }', 0],
  ['{ __typename }', 0],
])('%s may be kept for %i seconds', (query, age) => {
  expect(ageOf(query)).toBe(age)
})

test('of a graph without hints nothing is kept', () => {
  expect(longestAge(parse('{ city { name } }'), schema, { types: new Map(), fields: new Map() })).toBe(0)
})
