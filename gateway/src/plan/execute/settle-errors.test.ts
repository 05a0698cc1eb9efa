import { expect, test } from 'vitest'
import { GraphQLError } from 'graphql'
import { settleErrors } from './settle-errors.js'
import { TierError } from './tier-error.js'

type Path = readonly (string | number)[]

const graph = {
  taken: { fields: new Set<string>(), neededWithArguments: new Set<string>() },
  interfaceObjects: new Set(['Media']),
  needed: new Set(['id']),
  required: new Map(),
}
const said = (path: Path, wirePath = path) => new TierError('No.', { path }, wirePath)
const lacking = (path: Path) => new GraphQLError('Null.', { path })
const pathsOf = (...given: Parameters<typeof settleErrors>) => settleErrors(...given).map(({ path }) => path)

test('an error stands at each null once, whoever found it and however often a tier was asked for it', () => {
  const data = { a: null, b: { c: null, d: null }, list: [null, null] }
  const told = [said(['a', 'x', 'y']), said(['a', 'z']), said(['list', 1, 'x']), said(['b', 'd']), said(['b', 'd'])]
  const errors = [lacking(['a', 'x']), lacking(['b', 'c']), lacking(['list', 0, 'x']), lacking(['list', 1, 'y'])]
  expect(pathsOf(told, { data, errors }, graph)).toEqual([
    ['a', 'x', 'y'],
    ['list', 1, 'x'],
    ['b', 'd'],
    ['b', 'c'],
    ['list', 0, 'x'],
  ])
})

test('of a field that was asked of other types of an interface alone, no error stands', () => {
  const data = { media: [{ title: 'T' }, { pages: null }] }
  const told = [said(['media', 0, 'pages']), said(['media', 1, 'pages'])]
  expect(pathsOf(told, { data, errors: [] }, graph)).toEqual([['media', 1, 'pages']])
})

test('of a field that the planner needs, an error stands, though the client did not ask for it', () => {
  const data = { media: { title: null } }
  const told = [said(['media', 'id']), said(['media', 'id'], ['media', 'id__0'])]
  expect(pathsOf(told, { data, errors: [] }, graph)).toEqual([['media', 'id']])
})
