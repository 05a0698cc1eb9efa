import { buildSchema, isEnumType } from 'graphql'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { enumTerms } from '@shequ/schema/terms/enum-terms'

const supergraph = buildSchema(await readFile(join(import.meta.dirname, '../../schema/supergraph.graphql'), 'utf8'))
const enums = Object.values(supergraph.getTypeMap())
  .filter(isEnumType)
  .filter(({ name }) => !/^(join__|link__|__)/.test(name))

/** Chinese is written in Han characters; digits and marks may stand beside. */
const isChinese = (text: string) => /\p{Script=Han}/u.test(text) && !/[A-Za-z]{3}/.test(text)

describe('every value of an enum has a name in each language', () => {
  test('and no name is of a value that there is not', () => {
    const values = Object.fromEntries(enums.map((type) => [type.name, type.getValues().map(({ name }) => name)]))
    const named = Object.fromEntries(Object.entries(enumTerms).map(([name, terms]) => [name, Object.keys(terms)]))
    const inOrder = (lists: Record<string, string[]>) =>
      Object.entries(lists)
        .map(([name, list]) => `${name}: ${list.toSorted().join(' ')}`)
        .toSorted()
    expect(inOrder(named)).toEqual(inOrder(values))
  })

  test.each(Object.entries(enumTerms))('of %s', (_, terms) => {
    for (const { en, zh } of Object.values(terms)) {
      expect(en).toMatch(/^[A-Z][\w ,'-]*$/)
      expect([zh, isChinese(zh)]).toEqual([zh, true])
    }
    const chinese = Object.values(terms).map(({ zh }) => zh)
    expect(new Set(chinese).size).toBe(chinese.length)
  })
})
