import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Kind, parse } from 'graphql'
import { aspects, benchmarks, comparisons, dimensions } from '@shequ/schema/measures/question-values'
import { measureNames, valuesOf } from './export-values.js'
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
      rows: '10',
      bom: 'true',
    }),
  ).toEqual({
    within: '310000000000',
    beside: [],
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
    rows: 10,
    narrowedBy: 'communityKinds=RESIDENTS&having=SATISFACTION:LT:70.5&rows=10',
    labels: null,
    isWide: false,
    bom: true,
    forSpreadsheets: false,
    address: [
      ['within', '310000000000'],
      ['measures', 'ATTENDANCES,SATISFACTION,RESPONSIVENESS'],
      ['from', '2025-01'],
      ['to', '2025-03'],
      ['grain', 'MONTH'],
      ['groupBy', 'BOROUGH,PERIOD'],
      ['communityKinds', 'RESIDENTS'],
      ['having', 'SATISFACTION:LT:70.5'],
      ['orderBy', 'ATTENDANCES:GROWTH:DESC,PERIOD,SATISFACTION:DESC'],
      ['rows', '10'],
      ['bom', 'true'],
    ],
  })
})

test('an address names groups of areas, cities side by side, and targets', () => {
  const { beside, query } = readExport({
    ...least,
    groupBy: 'AREA_GROUP',
    beside: '110000000000',
    areaGroup: ['New towns: five:310114000000,310118000000', 'Centre:310101000000'],
    having: 'ATTENDANCES:LT:TARGET',
    orderBy: 'ATTENDANCES:GROWTH_ON_YEAR:DESC',
  })
  expect(beside).toEqual(['110000000000'])
  expect(query).toMatchObject({
    areaGroups: [
      { name: 'New towns: five', codes: ['310114000000', '310118000000'] },
      { name: 'Centre', codes: ['310101000000'] },
    ],
    having: [{ measure: 'ATTENDANCES', op: 'LT', than: 'TARGET' }],
    orderBy: [{ measure: 'ATTENDANCES', by: 'GROWTH_ON_YEAR', direction: 'DESC' }],
  })
})

describe('an address is refused', () => {
  test.each([
    [{ measure: 'ATTENDANCES' }, /parameters among within, beside, areaGroup, measures/],
    [{ within: ['1', '2'] }, /`within` once, but got several/],
    [{ grain: undefined }, /`grain` once, but got none/],
    [{ grain: 'WEEK' }, /^Expected `grain` to be one of MONTH, QUARTER, YEAR, but got "WEEK"\.$/],
    [{ groupBy: 'PERIOD,COUNTRY' }, /`groupBy` to be one of CITY, AREA_GROUP, BOROUGH,.*, but got "COUNTRY"/],
    [{ measures: 'ATTENDANCE' }, /`measures` to be one of PARTICIPATION_RATE,.*, but got "ATTENDANCE"/],
    [{ learnerGroups: 'OLD' }, /`learnerGroups` to be one of YOUNG_UNEMPLOYED,.*, but got "OLD"/],
    [{ within: '3101' }, /`within` to be a 12-digit division code such as 310101000000, but got "3101"/],
    [{ streets: '黄浦区' }, /`streets` to be a 12-digit division code.*, but got "黄浦区"/],
    [{ to: '2025-13' }, /`to` to be a month such as 2025-03, but got "2025-13"/],
    [{ having: 'FUN:LT:1' }, /`having` to name one of the measures PARTICIPATION_RATE,.*, but got "FUN"/],
    [{ having: 'ATTENDANCES:UNDER:1' }, /`having` to name one of the comparisons LT, LTE, GT, GTE, but got "UNDER"/],
    [{ orderBy: 'FUN' }, /`orderBy` to name one of the measures and dimensions .*, but got "FUN"/],
    [{ bom: 'yes' }, /`bom` to be true or false, but got "yes"/],
    [{ areaGroup: 'New towns' }, /such as New towns:310114000000,310118000000, but got "New towns"/],
    [{ areaGroup: 'New towns:3101' }, /`areaGroup` to be a 12-digit division code/],
    [{ rows: '0' }, /`rows` to be a whole number from 1, but got "0"/],
    [{ rows: ['1', '2'] }, /`rows` to be a whole number from 1/],
    [{ columns: 'BOROUGH' }, /`columns` to be PERIOD, but got "BOROUGH"/],
    [{ columns: 'PERIOD' }, /Add PERIOD to `groupBy`/],
    [{ having: 'SATISFACTION<70' }, /such as OLDER_PARTICIPATION_RATE:LT:20/],
    [{ having: 'SATISFACTION:LT:many' }, /such as OLDER_PARTICIPATION_RATE:LT:20/],
    [{ orderBy: 'PERIOD:GROWTH' }, /such as ATTENDANCES:GROWTH:DESC/],
    [{ orderBy: 'ATTENDANCES:UP' }, /such as ATTENDANCES:GROWTH:DESC/],
  ])('with %j', (parameters, message) => {
    expect(() => readExport({ ...least, ...parameters })).toThrow(message)
  })
})

test('the names that an export takes are those of the schema', () => {
  const { definitions } = parse(readFileSync(new URL('../../../schema/shared.graphql', import.meta.url), 'utf8'))
  const namesOf = (name: string) =>
    definitions.flatMap((definition) =>
      definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === name
        ? (definition.values ?? []).map(({ name: { value } }) => value)
        : [],
    )
  const taken = {
    Measure: measureNames,
    Dimension: dimensions,
    Comparison: comparisons,
    MeasureAspect: aspects,
    Benchmark: benchmarks,
    Grain: valuesOf['grain'],
    CommunityKind: valuesOf['communityKinds'],
    LearnerGroup: valuesOf['learnerGroups'],
    ProgrammeKind: valuesOf['programmeKinds'],
  }
  for (const [name, values] of Object.entries(taken)) expect([name, namesOf(name)]).toEqual([name, values])
})

test('a line of CSV keeps text text: quoted where it must be, and never a formula', () => {
  expect(toLine(['黄浦区', 'a,b', 'say "x"', 'two\nlines', '=1+1', '@sum', '-2', '+3', -4.5, null])).toBe(
    `黄浦区,"a,b","say ""x""","two\nlines",'=1+1,'@sum,'-2,'+3,-4.5,\r\n`,
  )
})

test('codes and periods stay text in a spreadsheet that is told so', () => {
  const asText = [true, true, false, true]
  expect(toLine(['310101000000', '2025-01', 12, null], asText)).toBe('"=""310101000000""","=""2025-01""",12,\r\n')
})
