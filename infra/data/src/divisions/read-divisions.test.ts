import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BUNDLED_DIVISIONS, findDivisions, listBundledCities } from './find/find-divisions.js'
import { formatDivisions } from './format-divisions.js'
import { readDivisions } from './read-divisions.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divisions-'))
})
afterAll(() => rm(folder, { recursive: true }))

const SMALL = `#divisions\t1
#list\tnbs-2023
#source\ta test
#cutoff\t2023-06-30
#licence\tWTFPL
#city\t310000000000\t上海市
#count\t1\t2\t3
#change\t310101002009\t310101002001\tnbs-2023
310101\t黄浦区
310101002\t南京东路街道
310101002001\t光明村居委会
310101002201\t光明村村委会
310101100\t某镇
310101100598\t某镇生活区
#end
`

async function readText(text: string | Buffer, name = 'city.tsv') {
  await writeFile(join(folder, name), text)
  return readDivisions(join(folder, name))
}

describe('the cities that come with the project', () => {
  test.each([
    ['310000000000', '上海市', 16, 234, 6509, 4949],
    ['110000000000', '北京市', 16, 349, 7535, 3735],
  ])('%s %s is whole', async (code, name, boroughs, streets, communities, residents) => {
    const divisions = await findDivisions(code)
    expect(divisions.city).toEqual({ code, name })
    expect(divisions.codeList).toMatchObject({ id: 'nbs-2023', cutOff: '2023-06-30', licence: 'WTFPL' })
    expect(divisions.boroughs).toHaveLength(boroughs)
    expect(divisions.streets).toHaveLength(streets)
    expect(divisions.communities).toHaveLength(communities)
    expect(divisions.communities.filter((unit) => unit.kind === 'RESIDENTS')).toHaveLength(residents)
  })

  test('are written as they are read', async () => {
    for (const { code } of await listBundledCities()) {
      const text = await readFile(`${BUNDLED_DIVISIONS}${code}.tsv`, 'utf8')
      expect(formatDivisions(await findDivisions(code))).toBe(text)
    }
  })

  test('skip the placeholder level: no borough, street or community lies in 310100 alone', async () => {
    const { boroughs } = await findDivisions('310000000000')
    expect(boroughs.map((borough) => borough.name)).not.toContain('市辖区')
    expect(boroughs.every((borough) => borough.kind === 'DISTRICT')).toBe(true)
  })

  test('keep units that share a name apart', async () => {
    const { communities } = await findDivisions('310000000000')
    const twins = communities.filter((unit) => unit.name === '光明村村委会')
    expect(twins).toHaveLength(7)
    expect(new Set(twins.map((unit) => unit.code)).size).toBe(7)
  })

  test('are named when another city is asked for', async () => {
    await expect(findDivisions('440300000000')).rejects.toThrow(/310000000000 上海市/)
    await expect(findDivisions('310101000000')).rejects.toThrow('Did you mean: 310000000000 上海市?')
    await expect(findDivisions('Shanghai')).rejects.toThrow('A division code has 12 digits')
  })
})

describe('a file', () => {
  test('is read with its kinds, parents and changes', async () => {
    const { communities, streets, changes } = await readText(SMALL)
    expect(communities.map((unit) => unit.kind)).toEqual(['RESIDENTS', 'VILLAGE', 'OTHER'])
    expect(communities[0]).toMatchObject({ streetCode: '310101002000', boroughCode: '310101000000' })
    expect(streets.map((street) => street.kind)).toEqual(['SUBDISTRICT', 'TOWN'])
    expect(changes).toEqual([{ from: '310101002009', to: '310101002001', list: 'nbs-2023' }])
  })

  test('may end its lines as Windows does', async () => {
    expect(await readText(SMALL.replaceAll('\n', '\r\n'))).toEqual(await readText(SMALL))
  })

  test('that is cut at any byte is refused', async () => {
    const bytes = Buffer.from(SMALL)
    for (let length = 0; length < bytes.length; length++) {
      await expect(readText(bytes.subarray(0, length), `cut.tsv`)).rejects.toThrow(/^cut\.tsv, line \d+: /)
    }
  })

  test.each([
    ['a code of a wrong length', '\n310101002001', '\n31010100201', 11, 'expected a code of 6, 9 or 12 digits'],
    ['a code of another city', '310101100598', '320101100598', 14, 'lies outside 上海市'],
    ['a child without its parent', '310101002\t南京东路街道\n', '', 10, 'extends 310101002, which no line before'],
    ['a code that is there twice', '310101002201', '310101002001', 12, 'was listed before, in line 11'],
    ['a missing name', '光明村居委会', '', 11, '310101002001 has no name'],
    ['a name that is a space', '光明村居委会', ' ', 11, '310101002001 has no name'],
    ['a missing tab', '\n310101002001\t', '\n310101002001 ', 11, 'expected a code, a tab and a name'],
    ['one field too many', '光明村居委会', '光明村\t居委会', 11, 'expected a code, a tab and a name'],
    ['a replacement character', '光明村居委会', '光\uFFFD村居委会', 11, 'control or replacement character'],
    ['a wrong count', '#count\t1\t2\t3', '#count\t1\t2\t4', 15, 'the header counts 1, 2, 4 units, but 1, 2, 3'],
    ['a street with nothing below it', '310101100598\t某镇生活区\n', '', 14, '310101100 has nothing below it'],
    ['a wrong first line', '#divisions\t1', '#divisions\t2', 1, 'expected "#divisions\\t1"'],
    ['an unknown field', '#licence', '#license', 5, '#license is unknown'],
    ['a field that is there twice', '#licence\tWTFPL', '#list\tWTFPL', 5, '#list is there twice'],
    ['no licence', '#licence\tWTFPL\n', '', 14, 'expected #licence with 1 value'],
    ['a bad date', '2023-06-30', 'June', 15, 'expected a date in #cutoff, got "June"'],
    ['a borough as its city', '310000000000', '310101000000', 6, '"310101000000" is no city\'s code'],
    ['a change of a code that is listed', '310101002009', '310101002201', 15, 'is listed and said to have left'],
    ['a change to a code that is not', '2009\t310101002001', '2009\t310101002008', 15, 'which is not listed'],
    ['a change that leads to itself', '2009\t310101002001', '2009\t310101002009', 15, 'lead back'],
    ['text after its end', '#end\n', '#end\n310101002002\t二\n', 16, 'there is a line after #end'],
  ])('with %s is refused, naming line and reason', async (_fault, part, replacement, line, reason) => {
    expect(SMALL).toContain(part)
    const refusal = readText(SMALL.replace(part, replacement))
    await expect(refusal).rejects.toMatchObject({ name: 'MalformedDivisions', file: 'city.tsv', line })
    await expect(refusal).rejects.toThrow(reason)
  })

  test('that is not UTF-8 is refused', async () => {
    const bytes = Buffer.from(SMALL)
    bytes[bytes.indexOf('光')] = 0xff
    await expect(readText(bytes)).rejects.toThrow('city.tsv, line 11: the bytes are not UTF-8')
  })
})
