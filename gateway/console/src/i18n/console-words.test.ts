import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { languages } from '@shequ/schema/terms/term'
import { parseSync, Visitor } from 'vite'
import { describe, expect, test } from 'vitest'
import type { Words } from './words'

const source = fileURLToPath(new URL('../', import.meta.url))
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => !file.startsWith('generated'))
const modules = files.filter((file) => file.endsWith('-words.ts'))
const components = files.filter((file) => file.endsWith('.tsx'))

test('words stand in files that are found', () => {
  const defining = files
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
    .filter((file) => readFileSync(source + file, 'utf8').includes('= defineWords('))
  expect(defining.sort()).toEqual([...modules].sort())
  expect(modules.length).toBeGreaterThan(3)
})

describe.each(modules)('the words of %s', (file) => {
  const load = async () => {
    const exported = Object.values((await import(source + file)) as Record<string, Words<string>>)
    return exported.map(({ texts }) => texts)
  }

  test('are the same in every language, with the same values', async () => {
    for (const texts of await load()) {
      const [first, ...others] = languages.map((language) => texts[language])
      for (const other of others) {
        expect(Object.keys(other ?? {}).sort()).toEqual(Object.keys(first ?? {}).sort())
        for (const [key, text] of Object.entries(other ?? {})) {
          expect([key, placesIn(text)]).toEqual([key, placesIn(first?.[key] ?? '')])
        }
      }
    }
  })

  test('are there, and Chinese in Chinese', async () => {
    for (const { en, zh } of await load()) {
      for (const [key, text] of Object.entries(en)) {
        expect([key, text.trim()]).not.toEqual([key, ''])
        expect([key, /\p{Script=Han}/u.test(text)]).toEqual([key, false])
      }
      for (const [key, text] of Object.entries(zh)) {
        const hasNoWords = !/\p{L}/u.test(text.replaceAll(/\{\{\w+\}\}/g, ''))
        expect([key, hasNoWords || /\p{Script=Han}/u.test(text)]).toEqual([key, true])
      }
    }
  })

  function placesIn(text: string): string[] {
    return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort()
  }
})

/** Attributes that people read or hear. */
const read: ReadonlySet<string> = new Set(['alt', 'aria-label', 'aria-description', 'label', 'placeholder', 'title'])

describe('what stands in pages', () => {
  test.each(components)('comes from the words: %s', (file) => {
    expect(bareTexts(readFileSync(source + file, 'utf8'))).toEqual([])
  })

  test('is found where it does not', () => {
    expect(bareTexts('const a = <p title="Hello">{say("x")} there {"you"}<b data-x="no">· 1</b></p>')).toEqual([
      'Hello',
      'there',
      'you',
    ])
  })
})

/** The texts with letters that a component writes itself. */
function bareTexts(code: string): string[] {
  const { program, errors } = parseSync('component.tsx', code)
  expect(errors).toEqual([])
  const found: string[] = []
  const note = (text: unknown) => {
    if (typeof text === 'string' && /\p{L}/u.test(text)) found.push(text.trim())
  }
  new Visitor({
    JSXText: ({ value }) => note(value),
    JSXAttribute({ name, value }) {
      if (name.type === 'JSXIdentifier' && read.has(name.name) && value?.type === 'Literal') note(value.value)
    },
    JSXExpressionContainer({ expression }) {
      if (expression.type === 'Literal') note(expression.value)
    },
  }).visit(program)
  return found
}
