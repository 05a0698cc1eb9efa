import { describe, expect, test } from '@jest/globals'
import { readExport } from './read-export.js'
import { toLine } from './write-csv.js'

const least = { within: '310000000000', measures: 'ATTENDANCES', from: '2025-01', to: '2025-03', grain: 'MONTH' }

test('an address is read as the question it mirrors', () => {
  expect(
    readExport({
      ...least,
      measures: ['ATTENDANCES,SATISFACTION', 'RESPONSIVENESS'],
      groupBy: 'BOROUGH,PERIOD',
      communityKinds: 'RESIDENTS',
      having: 'SATISFACTION:LT:70.5',
      orderBy: 'ATTENDANCES:GROWTH:DESC,PERIOD,SATISFACTION:DESC',
      bom: 'true',
    }),
  ).toEqual({
    within: '310000000000',
    query: {
      measures: ['ATTENDANCES', 'SATISFACTION', 'RESPONSIVENESS'],
      groupBy: ['BOROUGH', 'PERIOD'],
      from: '2025-01',
      to: '2025-03',
      grain: 'MONTH',
      filter: { communityKinds: ['RESIDENTS'] },
      having: [{ measure: 'SATISFACTION', op: 'LT', value: 70.5 }],
      orderBy: [
        { measure: 'ATTENDANCES', by: 'GROWTH', direction: 'DESC' },
        { dimension: 'PERIOD', direction: 'ASC' },
        { measure: 'SATISFACTION', by: 'VALUE', direction: 'DESC' },
      ],
    },
    narrowedBy: 'communityKinds=RESIDENTS&having=SATISFACTION:LT:70.5',
    bom: true,
  })
})

describe('an address is refused', () => {
  test.each([
    [{ measure: 'ATTENDANCES' }, /parameters among within, measures/],
    [{ within: ['1', '2'] }, /`within` once, but got several/],
    [{ grain: undefined }, /`grain` once, but got none/],
    [{ bom: 'yes' }, /`bom` to be true or false, but got "yes"/],
    [{ having: 'SATISFACTION<70' }, /such as OLDER_PARTICIPATION_RATE:LT:20/],
    [{ having: 'SATISFACTION:LT:many' }, /such as OLDER_PARTICIPATION_RATE:LT:20/],
    [{ orderBy: 'PERIOD:GROWTH' }, /such as ATTENDANCES:GROWTH:DESC/],
    [{ orderBy: 'ATTENDANCES:UP' }, /such as ATTENDANCES:GROWTH:DESC/],
  ])('with %j', (parameters, message) => {
    expect(() => readExport({ ...least, ...parameters })).toThrow(message)
  })
})

test('a line of CSV keeps text text: quoted where it must be, and never a formula', () => {
  expect(toLine(['黄浦区', 'a,b', 'say "x"', 'two\nlines', '=1+1', '@sum', '-2', '+3', -4.5, null])).toBe(
    `黄浦区,"a,b","say ""x""","two\nlines",'=1+1,'@sum,'-2,'+3,-4.5,\r\n`,
  )
})
