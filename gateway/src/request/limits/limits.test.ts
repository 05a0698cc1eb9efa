import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fragmentsOf } from '@shequ/schema/document/fragments'
import { getIntrospectionQuery, parse } from 'graphql'
import { findOperation } from '../../document/find-operation.js'
import { type TestGateway, startGateway } from '../../testing/start-gateway.js'
import { aliasLimit } from './alias-limit.js'
import { depthLimit } from './depth-limit.js'
import type { DocumentLimit } from './document-limit.js'
import { fragmentLimit } from './fragment-limit.js'
import { rootFieldLimit } from './root-field-limit.js'

function measure({ measure: of }: DocumentLimit, text: string): number {
  const document = parse(text)
  return of({ operation: findOperation(document, undefined), fragments: fragmentsOf(document) })
}

/** Fragments that each hold what is made of the next one's spread. */
const chain = (length: number, body: (next: string) => string) =>
  Array.from({ length }, (_, at) => `fragment F${at} on T { ${body(`...F${at + 1}`)} }`)
    .concat(`fragment F${length} on T { a }`)
    .join(' ')

describe('an operation has', () => {
  const rows: readonly (readonly [limit: DocumentLimit, text: string, measured: number])[] = [
    [depthLimit, '{ a }', 1],
    [depthLimit, '{ a { b } c { d { e } } }', 3],
    [depthLimit, '{ a { ... { ... on T { b } } } }', 2],
    [depthLimit, '{ a { ...F } b { c { ...F } } } fragment F on T { d { e } }', 4],
    [depthLimit, `{ ...F0 } ${chain(200, (next) => `b { ${next} } c { ${next} }`)}`, 201],
    [rootFieldLimit, '{ a b a c: a }', 3],
    [rootFieldLimit, '{ ...F ... { a b } ...F } fragment F on T { b d { e f } }', 3],
    [aliasLimit, '{ a b: a { c d: c } }', 2],
    [aliasLimit, '{ ...F x { ...F } } fragment F on T { b: a c: a }', 4],
    [aliasLimit, `{ ...F0 } ${chain(10, (next) => `b { ${next} } c: b { ${next} }`)}`, 2 ** 10 - 1],
    [fragmentLimit, '{ ... { a } a }', 0],
    [fragmentLimit, '{ ...F x { ...F } } fragment F on T { a }', 2],
    [fragmentLimit, `{ ...F0 } ${chain(10, (next) => `${next} ${next}`)}`, 2 ** 11 - 1],
  ]
  test.for(rows)('$0.counted of %s: %i', ([limit, text, measured]) => {
    expect(measure(limit, text)).toBe(measured)
  })

  test('as many fragments as they double to, counted in no more time than the document is long', () => {
    const started = process.cpuUsage()
    expect(measure(fragmentLimit, `{ ...F0 } ${chain(900, (next) => `${next} ${next}`)}`)).toBeGreaterThan(2 ** 900)
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1_000)
  })
})

describe('a gateway refuses', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    const environment = { MAX_DEPTH: '4', MAX_ALIASES: '3', MAX_ROOT_FIELDS: '5', MAX_FRAGMENTS: '6' }
    gateway = await startGateway({ environment })
  })
  afterAll(() => gateway.app.close())

  const named = (...names: string[]) => names.map((name) => `${name}: tonight`).join(' ')
  const spread = (times: number) => `{ ${'...F '.repeat(times)} } fragment F on Query { tonight }`
  test.each([
    [
      'levels',
      '{ cities { boroughs { communities { code } } } }',
      '{ cities { boroughs { ... { communities { __typename ...F } } } } } fragment F on Community { code }',
      '{ __schema { types { fields { type { name } } } } }',
      'QUERY_TOO_DEEP',
    ],
    [
      'aliases',
      `{ ${named('a', 'b', 'c')} }`,
      `{ tonight ${named('a', 'b', 'c')} }`,
      `{ ${named('a', 'b', 'c', 'd')} }`,
      'TOO_MANY_ALIASES',
    ],
    [
      'fields at the root',
      '{ tonight __typename tonight cities { code } }',
      `{ tonight cities { code } ${named('a', 'b', 'c')} }`,
      `{ tonight cities { code } __typename ${named('a', 'b', 'c')} }`,
      'TOO_MANY_ROOT_FIELDS',
    ],
    ['fragments', spread(2), spread(6), spread(7), 'TOO_MANY_FRAGMENTS'],
  ])('more %s than it may', async (_, few, most, more, code) => {
    for (const query of [few, most]) expect((await gateway.ask(query)).body.errors).toBeUndefined()
    for (const round of [1, 2]) {
      const { status, body } = await gateway.ask(more)
      expect([round, status, body.data]).toEqual([round, 400, undefined])
      expect(body.errors).toMatchObject([{ extensions: { code, limit: expect.any(Number) } }])
      const [error] = body.errors ?? []
      expect(error?.extensions['requested']).toBe(Number(error?.extensions['limit']) + 1)
    }
  })

  test.each([
    ['one field', (times: number) => `{ ${'tonight '.repeat(times)} }`],
    [
      'one field with others in it',
      (times: number) => `{ ${'cities { ...F code } '.repeat(times)} } fragment F on City { code }`,
    ],
    ['an inline fragment', (times: number) => `{ cities { ${'... { code } '.repeat(times)} } }`],
  ])('%s that is written more than sixty times, by one error, before it compares them', async (_, written) => {
    const open = await startGateway()
    expect((await open.ask(written(60))).body.errors).toBeUndefined()
    const { status, body } = await open.ask(written(61))
    const message = expect.stringContaining('Ask for each field once.')
    expect([status, body.data]).toEqual([400, undefined])
    expect(body.errors).toEqual([
      { message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED', limit: 1_800, requested: 1_830 } },
    ])
    expect((await open.ask(written(4_000))).body.errors).toHaveLength(1)
    await open.app.close()
  })

  test('no introspection that GraphiQL sends, by what it allows unless it is told', async () => {
    const usual = await startGateway()
    const { status, body } = await usual.ask(getIntrospectionQuery({ inputValueDeprecation: true }))
    expect([status, body.errors]).toEqual([200, undefined])
    await usual.app.close()
  })

  test('nothing where a limit is 0', async () => {
    const open = await startGateway({ environment: { MAX_FRAGMENTS: '0' } })
    const doubled = `{ ...D0 } ${chain(100, (next) => `${next} ${next}`)}`.replaceAll('on T', 'on Query')
    const query = doubled.replaceAll('F', 'D').replaceAll(' a }', ' tonight }')
    expect((await open.ask(query)).body.errors).toBeUndefined()
    await open.app.close()
  })
})
