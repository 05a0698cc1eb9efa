import { expect, test } from 'vitest'
import { acceptedLanguage } from './accepted-language.js'

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['zh', 'zh'],
  ['ZH-cn', 'zh'],
  ['zh-Hant-TW,en;q=0.8', 'zh'],
  ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
  ['fr,zh;q=0.5,en;q=0.4', 'zh'],
  ['en;q=0.4, zh ; q=0.5', 'zh'],
  ['zh;q=0', 'en'],
  ['zh;q=0,en;q=0', 'en'],
  ['zh;q=0.000', 'en'],
  ['zh;q=2', 'en'],
  ['zhuang', 'en'],
  ['*', 'en'],
  ['de,fr;q=0.9', 'en'],
  ['zh,en', 'zh'],
  ['en,zh', 'en'],
  [';;,,q=1,=', 'en'],
])('%s is answered in %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language)
})
