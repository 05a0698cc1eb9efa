import { expect, test } from 'vitest'
import { containing } from './containing.js'
import { folded } from './folded.js'

test('a text is folded to half width, small letters and simplified characters, one by one', () => {
  expect(folded('ＡＩ入門（２班）')).toBe('ai入门(2班)')
  expect(folded('臺灣 麵館 髮廊 發展 Émile')).toBe('台湾 面馆 发廊 发展 émile')
  expect(Array.from(folded('學以成人𠮷'))).toHaveLength(5)
})

test('what a text contains, its folded form contains folded', () => {
  const text = '社區學習中心：乾淨、著重閱讀與書寫（第３期）'
  const characters = Array.from(text)
  for (const start of characters.keys())
    for (let end = start + 1; end <= characters.length; end += 1)
      expect(folded(text)).toContain(folded(characters.slice(start, end).join('')))
})

test('a search takes what was typed and its simplified characters, and no pattern', () => {
  expect(containing('name', '書法').value).toEqual(['%書法%', '%书法%'])
  expect(containing('name', '书法').value).toEqual(['%书法%'])
  expect(containing('name', '１００％_').value).toEqual(['%100\\%\\_%'])
  for (const nothing of [undefined, null, '']) expect(containing('name', nothing).value).toBeUndefined()
})
