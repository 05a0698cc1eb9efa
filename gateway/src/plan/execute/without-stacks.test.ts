import { expect, test } from 'vitest'
import { withoutStacks } from './without-stacks.js'

test('errors that are made within have no stack, and those made later have one again, also after a throw', () => {
  const framesOf = ({ stack = '' }: Error) => stack.split('\n').filter((line) => line.trim().startsWith('at ')).length
  expect(framesOf(withoutStacks(() => new Error('within')))).toBe(0)
  const failed = () =>
    withoutStacks(() => {
      throw new Error('thrown')
    })
  expect(failed).toThrow('thrown')
  expect(framesOf(new Error('later'))).toBeGreaterThan(0)
})
