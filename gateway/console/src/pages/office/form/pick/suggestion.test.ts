import { expect, test } from 'vitest'
import { codeIn, suggestionText } from './suggestion'

test('what a field offers holds the code that is sent', () => {
  const street = { code: '310101002001', name: '云南中路居委会' }
  expect(codeIn(suggestionText(street))).toBe(street.code)
  const organisation = { code: '52310114MJQHCK6F3G', name: '安叶青少年服务中心' }
  expect(codeIn(suggestionText(organisation))).toBe(organisation.code)
})

test.each([
  [' 310101002001 ', '310101002001'],
  ['52310114MJQHCK6F3G', '52310114MJQHCK6F3G'],
  ['云南中路', '云南中路'],
  ['1310101002001', '1310101002001'],
])('of %j it sends %j', (typed, sent) => {
  expect(codeIn(typed)).toBe(sent)
})
