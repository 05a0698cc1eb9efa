import { buildSchema, isEnumType } from 'graphql'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { errorTable } from '@shequ/schema/errors/error-table'
import { errorsInChinese } from '@shequ/schema/errors/errors-in-chinese'
import { baseCounts } from '@shequ/schema/measures/base-counts'
import type { MeasureDefinition } from '@shequ/schema/measures/measure-definition'
import { type MeasureName, measures } from '@shequ/schema/measures/measures'
import { registerCounts } from '@shequ/schema/measures/register-counts'
import { enumTerms } from '@shequ/schema/terms/enum-terms'
import { countsInChinese, measuresInChinese, sourcesInChinese } from '@shequ/schema/terms/measures-in-chinese'
import { statusMeanings } from '@shequ/schema/terms/status-meanings'
import { unitTerms } from '@shequ/schema/terms/unit-terms'
import { readTracked } from '../helpers/tracked-files.js'

const supergraph = buildSchema(await readFile(join(import.meta.dirname, '../../schema/supergraph.graphql'), 'utf8'))
const enums = Object.values(supergraph.getTypeMap())
  .filter(isEnumType)
  .filter(({ name }) => !/^(join__|link__|__)/.test(name))

/** Chinese is written in Han characters; digits and marks may stand beside. */
const isChinese = (text: string) => /\p{Script=Han}/u.test(text) && !/[A-Za-z]{3}/.test(text)

describe('every text of the hub is told in Chinese', () => {
  const definitions = Object.entries<MeasureDefinition>(measures)
  const sources = definitions.flatMap(([, { source, threshold }]) => [source, threshold?.source ?? source])

  test.each([
    ['the codes of errors', Object.keys(errorTable), errorsInChinese],
    ['what counts are of', [...Object.keys(baseCounts), ...Object.keys(registerCounts)], countsInChinese],
    ['the sources of measures', sources, sourcesInChinese],
  ])('%s', (_, names, texts) => {
    expect(Object.keys(texts).toSorted()).toEqual([...new Set(names)].toSorted())
    // Names of the graph and of persons stay as they are.
    const own = /`[^`]+`|GraphQL( over HTTP)?|Han|Makino/g
    for (const text of Object.values(texts)) expect([text, isChinese(text.replaceAll(own, ''))]).toEqual([text, true])
    expect(new Set(Object.values(texts)).size).toBe(Object.keys(texts).length)
  })

  test('the definitions of measures, and a note wherever there is one', () => {
    expect(Object.keys(measuresInChinese).toSorted()).toEqual(Object.keys(measures).toSorted())
    for (const [name, { note }] of definitions) {
      const chinese = measuresInChinese[name as MeasureName]
      expect([name, isChinese(chinese.meaning), chinese.note === null]).toEqual([name, true, note === null])
      expect([name, isChinese(chinese.note ?? chinese.meaning)]).toEqual([name, true])
    }
  })
})

describe('a figure is told with what it takes to read it, in each language', () => {
  test('its unit, which is another for measures that are counted in others', () => {
    expect(Object.keys(unitTerms).toSorted()).toEqual(Object.keys(measures).toSorted())
    const chinese = new Map<string, MeasureDefinition['unit']>()
    for (const [name, { unit }] of Object.entries<MeasureDefinition>(measures)) {
      const { en, zh } = unitTerms[name as MeasureName]
      expect([name, en]).not.toEqual([name, ''])
      expect([zh, zh === '%' || isChinese(zh)]).toEqual([zh, true])
      expect([zh, chinese.get(zh) ?? unit]).toEqual([zh, unit])
      chinese.set(zh, unit)
    }
  })

  test('what its status means, in sentences', () => {
    const statuses = enums.find(({ name }) => name === 'CellStatus')?.getValues() ?? []
    expect(Object.keys(statusMeanings).toSorted()).toEqual(statuses.map(({ name }) => name).toSorted())
    for (const { en, zh } of Object.values(statusMeanings)) {
      expect(en).toMatch(/^[A-Z].{20,}\.$/)
      expect([zh, isChinese(zh) && zh.endsWith('。')]).toEqual([zh, true])
    }
  })
})

/**
 * What is said in English alone: of a document or a request that a programmer got wrong, of what servers tell each other, and to operators.
 */
const inEnglish = [
  /^gateway\/src\/plan\//,
  /^gateway\/src\/request\/(cost\/tell-cost|known\/find-text|refuse-loops|require-finite-numbers|require-operation)\.ts$/,
  /^infra\//,
  /^subgraphs\/\w+\/src\/(faults|log-heads|node|nodes|publications|register|relay|returns|serve)\//,
  /^subgraphs\/community\/src\/access\/verify-kept-log\.ts$/,
  /^subgraphs\/shared\/src\/(call\/call-deadline|execute\/parse-operation|viewer\/require-gateway)\.ts$/,
]
const isTested = (file: string) => !/\.test\.ts$|\/testing\//.test(file)
/** A text in the place of the message, which is in one language then. */
const inOneLanguage = /new HubError\(\s*[^,]+,\s*(['"`])((?:[^\\]|\\.)*?)\1/gs

test('whatever an app, an office or an organisation can be refused with is said in both languages', async () => {
  const root = join(import.meta.dirname, '../..')
  const sources = await readTracked(root, 'gateway/src/*.ts', 'infra/*.ts', 'schema/src/*.ts', 'subgraphs/*.ts')
  const said = [...sources]
    .filter(([file]) => isTested(file))
    .flatMap(([file, text]) => [...text.matchAll(inOneLanguage)].map(([, , message]) => ({ file, message })))
  const forUsers = said.filter(({ file }) => !inEnglish.some((pattern) => pattern.test(file)))
  expect(forUsers).toEqual([])
  for (const pattern of inEnglish)
    expect([pattern, said.some(({ file }) => pattern.test(file))]).toEqual([pattern, true])
})

describe('every value of an enum has a name in each language', () => {
  test('and no name is of a value that there is not', () => {
    const values = Object.fromEntries(enums.map((type) => [type.name, type.getValues().map(({ name }) => name)]))
    const named = Object.fromEntries(Object.entries(enumTerms).map(([name, terms]) => [name, Object.keys(terms)]))
    const inOrder = (lists: Record<string, string[]>) =>
      Object.entries(lists)
        .map(([name, list]) => `${name}: ${list.toSorted().join(' ')}`)
        .toSorted()
    expect(inOrder(named)).toEqual(inOrder(values))
  })

  test.each(Object.entries(enumTerms))('of %s', (_, terms) => {
    for (const { en, zh } of Object.values(terms)) {
      expect(en).toMatch(/^[A-Z][\w ,'-]*$/)
      expect([zh, isChinese(zh)]).toEqual([zh, true])
    }
    const chinese = Object.values(terms).map(({ zh }) => zh)
    expect(new Set(chinese).size).toBe(chinese.length)
  })
})
