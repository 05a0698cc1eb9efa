import { serialize } from 'node:v8'
import { expect, test } from 'vitest'
import { narrowNames } from './narrow-names.js'

/** Whether the engine holds a string in two bytes a character: so says the tag that it is serialized with, after two bytes of heading. */
function isWide(text: string): boolean {
  return String.fromCharCode(serialize(text)[2] ?? 0) === 'c'
}

/** A name as a parser cuts it out of an SDL, used as a key. */
function keyCutFrom(sdl: string, name: string): string {
  const start = sdl.indexOf(name)
  const [key = ''] = Object.keys({ [sdl.slice(start, start + name.length)]: true })
  return key
}

const sdlOf = (name: string) => `"社区" type Community { ${name}: Int }`

test('a name cut out of an SDL in Chinese is narrow as a key, and so is the JSON with it', () => {
  const name = ['a', 'name', 'that', 'nobody', 'has'].join('_')
  const key = keyCutFrom(narrowNames(sdlOf(name)), name)
  expect(key).toBe(name)
  expect(isWide(key)).toBe(false)
  expect(isWide(JSON.stringify({ [key]: 1 }))).toBe(false)
})

test('without that it is wide', () => {
  const name = ['a', 'name', 'that', 'nobody', 'narrows'].join('_')
  expect(isWide(JSON.stringify({ [keyCutFrom(sdlOf(name), name)]: 1 }))).toBe(true)
})
