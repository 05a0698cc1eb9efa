import { expect, test } from 'vitest'
import { mergeInto } from './merge-into.js'

test('merges objects, lists of one length, and takes the rest as it comes', () => {
  const target = { a: { b: 1 }, list: [{ c: 1 }, null], other: [1] }
  mergeInto(target, { a: { d: 2 }, list: [{ e: 2 }, { f: 3 }], other: [1, 2], g: null })
  expect(target).toEqual({ a: { b: 1, d: 2 }, list: [{ c: 1, e: 2 }, { f: 3 }], other: [1, 2], g: null })
})

test('keeps a type that is known where an interface is told, and takes the type of one that was not', () => {
  const target = { __typename: 'Book', list: [{ __typename: 'Media' }, { __typename: 'Film' }], bare: {} }
  const told = {
    __typename: 'Media',
    list: [{ __typename: 'Film' }, { __typename: 'Media' }],
    bare: { __typename: 'Media' },
  }
  mergeInto(target, told, new Set(['Media']))
  expect(target).toEqual({
    __typename: 'Book',
    list: [{ __typename: 'Film' }, { __typename: 'Film' }],
    bare: { __typename: 'Media' },
  })
})

test('touches no prototype, whatever a tier sends', () => {
  const target = {}
  const hostile: unknown = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}')
  mergeInto(target, hostile as Record<string, unknown>)
  expect(Object.getPrototypeOf(target)).toBe(Object.prototype)
  expect('polluted' in {}).toBe(false)
})
