import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GraphQLFormattedError } from 'graphql'
import { startPeople } from '../testing/people.js'
import type { TestGateway } from '../testing/start-gateway.js'
import { mergeRefusals } from './merge-refusals.js'

type Path = NonNullable<GraphQLFormattedError['path']>

const codeOf = (row: number) => `3101${String(row).padStart(8, '0')}`
const sharing = (row: number, level = 'PRIVATE') =>
  `The community ${codeOf(row)} shares VOICES at level ${level}, which does not include the planner.`

/** What the community tier says of a row that is not shared. */
function refusal(row: number, path: Path = ['rows', row, 'voices'], level = 'PRIVATE'): GraphQLFormattedError {
  const extensions = { community: codeOf(row), dataset: 'VOICES', level, code: 'FORBIDDEN' }
  return { message: sharing(row, level), path, extensions }
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

describe('refusals of rows', () => {
  test('that say the same but for whose the row is are one, at the first row, with their number and places', () => {
    expect(mergeRefusals([refusal(2), refusal(0), refusal(11)])).toEqual([
      {
        message: `${sharing(0)} In all, 3 places of the answer are refused alike.`,
        path: ['rows', 0, 'voices'],
        extensions: {
          community: codeOf(0),
          dataset: 'VOICES',
          level: 'PRIVATE',
          code: 'FORBIDDEN',
          refused: {
            count: 3,
            paths: [
              ['rows', 0, 'voices'],
              ['rows', 2, 'voices'],
              ['rows', 11, 'voices'],
            ],
          },
        },
      },
    ])
  })

  test('of lists within lists are one', () => {
    const paths = [
      ['b', 1, 'c', 0, 'voices'],
      ['b', 0, 'c', 9, 'voices'],
      ['b', 0, 'c', 10, 'voices'],
    ]
    const [error, ...more] = mergeRefusals(paths.map((path, row) => refusal(row, path)))
    expect(more).toEqual([])
    expect(error?.path).toEqual(['b', 0, 'c', 9, 'voices'])
    expect(error?.extensions?.['refused']).toEqual({ count: 3, paths: [paths[1], paths[2], paths[0]] })
  })

  test('take few bytes however many they are', () => {
    const of = (rows: number) => Array.from({ length: rows }, (_, row) => refusal(row))
    const [few, many] = [mergeRefusals(of(100)), mergeRefusals(of(10_000))]
    expect(bytesOf(of(10_000))).toBeGreaterThan(2_000_000)
    expect(bytesOf(many)).toBeLessThan(1_500)
    expect(bytesOf(many) - bytesOf(few)).toBeLessThan(10)
    expect(many[0]?.extensions?.['refused']).toEqual({ count: 10_000, paths: of(20).map(({ path }) => path) })
  })
})

const other = { ...refusal(1), extensions: { ...refusal(1).extensions, code: 'UNAUTHENTICATED' } }
const failed = (row: number): GraphQLFormattedError => ({
  message: 'The community tier did not answer.',
  path: ['rows', row, 'voices'],
  extensions: { tier: 'community', code: 'TIER_UNAVAILABLE' },
})

describe('errors stay as they are', () => {
  test.each<[string, GraphQLFormattedError[]]>([
    ['for one refused row', [refusal(3)]],
    ['with different codes', [refusal(0), other]],
    ['with different texts', [refusal(0), { ...refusal(1), message: 'Ask the office for a grant.' }]],
    ['with different details', [refusal(0), refusal(1, undefined, 'BOROUGH')]],
    ['of different fields', [refusal(0), refusal(0, ['rows', 0, 'donations'])]],
    ['that name a different community than their row has', [refusal(0), { ...refusal(1), message: sharing(2) }]],
    ['outside of lists', [refusal(0, ['a']), refusal(0, ['b'])]],
    ['without a place', [other, other].map(({ message, extensions }) => ({ message, extensions }))],
    ['that refuse nobody', [failed(0), failed(1)]],
    ['without a code', [{ message: 'No.', path: ['rows', 0] }]],
  ])('%s', (_, errors) => {
    expect(mergeRefusals(errors)).toEqual(errors)
  })

  test('between refusals, in their order', () => {
    const merged = mergeRefusals([failed(0), refusal(4), failed(1), refusal(5)])
    expect(merged.map(({ path, extensions }) => [path?.[1], extensions?.['code']])).toEqual([
      [0, 'TIER_UNAVAILABLE'],
      [4, 'FORBIDDEN'],
      [1, 'TIER_UNAVAILABLE'],
    ])
  })
})

describe('an answer over HTTP', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startPeople(() => async ({ variables }) => {
      const people = variables['representations'] as { id: string }[]
      const errors = people.map(({ id }, place) => {
        const path = ['_entities', place, 'mood']
        if (id === '7') return { message: 'A fault of seven.', path, extensions: { code: 'INTERNAL' } }
        if (id === '8') return { message: 'A fault of eight.', path, extensions: { code: 'INTERNAL' } }
        return { ...refusal(Number(id)), path }
      })
      return { data: { _entities: people.map(() => ({ mood: null })) }, errors: errors as never }
    })
  })
  afterAll(() => gateway.app.close())

  test('has one error for 10,000 refused rows, null in each, and each fault with a reference of its own', async () => {
    const { body, status } = await gateway.ask('{ people(first: 10000) { mood } }')
    expect(status).toBe(200)
    expect(body.data).toEqual({ people: Array.from({ length: 10_000 }, () => ({ mood: null })) })
    expect(body.errors).toMatchObject([
      { path: ['people', 0, 'mood'], extensions: { code: 'FORBIDDEN', refused: { count: 9_998 } } },
      { path: ['people', 7, 'mood'], extensions: { code: 'INTERNAL' } },
      { path: ['people', 8, 'mood'], extensions: { code: 'INTERNAL' } },
    ])
    const references = body.errors?.slice(1).map(({ extensions }) => extensions['reference'])
    expect(new Set(references).size).toBe(2)
    expect(bytesOf(body.errors)).toBeLessThan(2_500)
  })

  test('tells it in Chinese, with the same details', async () => {
    const query = '{ people(first: 3) { mood } }'
    const [english, chinese] = [
      await gateway.ask(query),
      await gateway.ask(query, { headers: { 'accept-language': 'zh' } }),
    ]
    expect(chinese.body.errors).toHaveLength(1)
    expect(chinese.body.errors?.[0]?.extensions).toEqual(english.body.errors?.[0]?.extensions)
    expect(chinese.body.errors?.[0]?.message).toContain(`详情：${sharing(0)}答复中共有 3 处因同样原因被拒绝。`)
  })
})
