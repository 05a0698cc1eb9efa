import { expect, test } from 'vitest'
import { typeText } from './type-text'

test('a type is written as the schema writes it', () => {
  const community = { kind: 'OBJECT', name: 'Community' }
  const required = { kind: 'NON_NULL', ofType: community }
  expect(typeText(community)).toBe('Community')
  expect(typeText({ kind: 'NON_NULL', ofType: { kind: 'LIST', ofType: required } })).toBe('[Community!]!')
})
