import { expect, test } from 'vitest'
import { randomFor } from '@shequ/schema/random/random'
import { creditCodeCheckCharacter } from '@shequ/schema/codes/credit-code'
import { drawCreditCode, organisationCheckOf } from './credit-code.js'

test.each(['91350100M000100Y43', '11320000MB151840XJ', '91330100799655058B', '91100000100003962T'])(
  '%s ends with its check character',
  (code) => {
    expect(creditCodeCheckCharacter(code.slice(0, 17))).toBe(code.slice(17))
  },
)

test('an organisation code ends with its check character', () => {
  expect(organisationCheckOf('79965505')).toBe('8')
  expect(organisationCheckOf('D2143569')).toBe('X')
})

test('drawn codes are valid and name their kind and place', () => {
  const random = randomFor(1, 'codes')
  for (let draw = 0; draw < 500; draw++) {
    const code = drawCreditCode(random, '52', '310101')
    expect(code).toMatch(/^52310101MJ[0-9A-HJ-NPQRTUWXY]{6}[0-9X][0-9A-HJ-NPQRTUWXY]$/)
    expect(creditCodeCheckCharacter(code.slice(0, 17))).toBe(code.slice(17))
    expect(organisationCheckOf(code.slice(8, 16))).toBe(code.slice(16, 17))
  }
})

test('a letter that the standard leaves out is an error', () => {
  expect(() => creditCodeCheckCharacter('91310115MA1H8O7C6')).toThrow('got "O"')
})
