import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { creditCodeCheckCharacter, isCreditCode } from './credit-code.js'
import { cityOf, divisionsAround, isDivisionCode, isWithin, withoutPadding } from './division-code.js'

describe('division codes', () => {
  test.each([
    ['310000000000', '31'],
    ['441900000000', '4419'],
    ['310110000000', '310110'],
    ['310110010000', '310110010'],
    ['310110010001', '310110010001'],
  ])('%s is named by %s', (code, digits) => expect(withoutPadding(code)).toBe(digits))

  test.each([
    ['310110011001', '310110010000', false],
    ['310110010001', '310110010000', true],
    ['310110010001', '310110000000', true],
    ['310110010001', '310000000000', true],
    ['110101001001', '310000000000', false],
  ])('%s within %s: %s', (code, division, within) => expect(isWithin(code, division)).toBe(within))

  test.each([
    ['310110010001', ['310000000000', '310100000000', '310110000000', '310110010000']],
    // A city without districts is its own borough.
    ['441900003001', ['440000000000', '441900000000', '441900003000']],
    ['131000000000', ['130000000000']],
    ['310000000000', []],
  ])('around %s lie %s', (code, around) => {
    expect(divisionsAround(code)).toEqual(around)
    expect(around.filter((division) => !isWithin(code, division))).toEqual([])
  })

  test.each([
    ['310101002001', '310000000000'],
    ['320505001001', '320500000000'],
    ['441900003001', '441900000000'],
    // A county that stands directly under its province.
    ['429004001001', '429004000000'],
  ])('%s lies in the city %s', (code, city) => expect(cityOf(code)).toBe(city))

  test.each(['', '31', '3100000000000', '010000000000', '31000000000x'])('%s is no division code', (text) =>
    expect(isDivisionCode(text)).toBe(false),
  )
})

describe('credit codes', () => {
  // A code published by its holder.
  test.each(['91110000802100433B'])('%s holds', (code) => expect(isCreditCode(code)).toBe(true))

  test('any changed character is noticed', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
    const body = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 17, maxLength: 17 })
    fc.assert(
      fc.property(body, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 30 }), (values, position, shift) => {
        const write = (of: number[]) => of.map((value) => alphabet.charAt(value)).join('')
        const code = write(values) + creditCodeCheckCharacter(write(values))
        const changed = values.with(position, ((values[position] ?? 0) + shift) % 31)
        return isCreditCode(code) && !isCreditCode(write(changed) + code.charAt(17))
      }),
      { seed: 1 },
    )
  })
})
