import { expect, test } from 'vitest'
import { heapAfterCollection } from '@shequ/process/testing/heap-after-collection'
import { shareOf } from '@shequ/process/testing/random-seed'
import { buildSchema } from 'graphql'
import { operationCompiler } from './compile-operation.js'

const schema = buildSchema(
  'type Query { name: String  person(level: Int): Person } type Person { name: String  friend: Person }',
)

/** Small operations, each of another form, that nobody has asked before. */
const forms: readonly ((number: number) => string)[] = [
  (number) => `{n${number}:name}`,
  (number) => `{person{n${number}:name}}`,
  (number) => `query Q${number}{person{...F}} fragment F on Person{name friend{name}}`,
  (number) => `query($n:Int=${number}){person(level:$n){name}}`,
]

test('a subgraph keeps no more of a million distinct operations than its bound', async () => {
  const compile = operationCompiler(schema)
  const bound = 32 * 1024 ** 2
  const rootValue = { name: 'N', person: { name: 'P', friend: { name: 'F' } } }
  let asked = 0
  let most = 0
  const askUntil = async (last: number) => {
    for (; asked < last; asked++) {
      const { errors } = await compile(forms[asked % forms.length]?.(asked) ?? '', undefined).query(rootValue, {}, {})
      if (errors.length > 0) throw errors[0] as Error
      most = Math.max(most, compile.bytes())
    }
    return heapAfterCollection()
  }
  const before = await askUntil(100)
  const half = await askUntil(shareOf(1_000_000) / 2)
  expect(most).toBeGreaterThan(0.99 * bound)
  const whole = await askUntil(shareOf(1_000_000))
  process.stderr.write(`distinct operations: ${asked}, heap ${[before, half, whole].map(Math.round).join(', ')} MB\n`)
  expect(most).toBeLessThanOrEqual(bound)
  expect(half - before).toBeLessThan(40)
  expect(whole - half).toBeLessThan(5)
})
