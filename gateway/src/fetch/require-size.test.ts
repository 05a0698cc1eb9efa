import { expect, test } from 'vitest'
import { requireSize } from './require-size.js'

const refused = 'the answer is over'

test.each([
  [{ data: { name: 'x'.repeat(50) } }],
  [{ data: { list: Array.from({ length: 20 }, (_, index) => ({ index, is: true, none: null })) } }],
  [{ data: { name: '上海市'.repeat(10), control: '\u0000"\\' } }],
])('an answer is taken that has as many bytes as may be, and no more', (answer) => {
  const bytes = Buffer.byteLength(JSON.stringify(answer))
  expect(() => requireSize(answer, bytes)).not.toThrow()
  expect(() => requireSize(answer, bytes - 1)).toThrow(refused)
})
