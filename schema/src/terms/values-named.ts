import type { ValueTerms } from './term.js'

/** Shorter words of an English name tell nothing: who, from, work. */
const fewestLetters = 5

/**
 * The values of an enum that a word names: by two or more characters of the Chinese name, or by a whole word of the English name or of the value
 * itself, in the singular or plural.
 *
 * @param word in small letters, half width and simplified characters
 */
export function valuesNamed(terms: ValueTerms, word: string): readonly string[] {
  const isPart = Array.from(word).length > 1
  return Object.entries(terms)
    .filter(([value, { en, zh }]) => (isPart && zh.includes(word)) || wordsOf(`${en} ${value}`).has(singular(word)))
    .map(([value]) => value)
}

function wordsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().split(/[^a-z]+/)
  return new Set(words.filter(({ length }) => length >= fewestLetters).map(singular))
}

function singular(word: string): string {
  return word.replace(/ies$/, 'y').replace(/s$/, '')
}
