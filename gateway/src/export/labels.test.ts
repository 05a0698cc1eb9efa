import { expect, test } from 'vitest'
import { languages } from '@shequ/schema/terms/term'
import { parameterWords } from './export-words.js'
import { longTable } from './export-lines.js'
import { labelsIn } from './labels.js'
import { readExport } from './read-export.js'

const asked = readExport({
  within: '310000000000',
  measures: 'SESSIONS',
  from: '2025-01',
  to: '2025-03',
  grain: 'MONTH',
})
const nowhere = { city: null, borough: null, street: null, community: null }
const { names } = longTable((async function* () {})(), asked, nowhere)

test.each(languages)('every column of a file has a head of its own in words: %s', (language) => {
  const labels = labelsIn(language)
  const heads = names.map(labels.head)
  expect(names.filter((name, index) => heads[index] === name)).toEqual([])
  expect(new Set(heads).size).toBe(names.length)
})

test('every parameter of an address has a name in words', () => {
  const [, listed = ''] = /among (.*), but/.exec(refusalOf({ nobody: '' })) ?? []
  expect(Object.keys(parameterWords).toSorted()).toEqual(listed.split(', ').toSorted())
})

test('heads of periods keep their period, values are told in words, and what has none stays', () => {
  const labels = labelsIn('zh')
  expect(['2025-Q1', '2025-Q1 status'].map(labels.head)).toEqual(['2025-Q1', '2025-Q1 数据状态'])
  expect(labels.field('2025-Q1 status', 'PENDING')).toBe('待汇总')
  expect(labels.field('borough', '黄浦区')).toBe('黄浦区')
  expect(labels.part('measures', 'SESSIONS,ATTENDANCES')).toEqual(['指标', '活动场次、参加人次'])
})

test('a file without labels has the names and codes that programs read', () => {
  const labels = labelsIn(null)
  expect([labels.head('period'), labels.field('status', 'PENDING'), labels.sheet('measures')]).toEqual([
    'period',
    'PENDING',
    'measures',
  ])
})

function refusalOf(parameters: Record<string, string>): string {
  try {
    readExport(parameters)
  } catch (error) {
    return String(error)
  }
  return ''
}
