import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymous } from '@shequ/schema/viewer'
import { learningTerms } from '@shequ/schema/terms/learning-terms'
import type { Language } from '@shequ/schema/terms/term'
import type { TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import type { Database } from '../database/open-database.js'
import { openCitySubgraph } from '../testing/open-city-subgraph.js'

let hub: TestSubgraph<Database>
beforeAll(async () => {
  hub = await openCitySubgraph()
})
afterAll(() => hub.close())

async function ask(query: string, language?: Language): Promise<unknown> {
  const { data, errors } = await hub.subgraph.call({ query, variables: {}, viewer: anonymous, language })
  expect(errors).toBeUndefined()
  return data
}

const satisfaction = (language = '') =>
  `{ measureDefinitions(measures: [SATISFACTION]) { name${language} unit${language} thresholdSource${language} source${language}
    numerator { count meaning${language} } } }`

const inEnglish = {
  measureDefinitions: [
    {
      name: 'Satisfaction',
      unit: 'percent',
      thresholdSource: 'Criterion for community education zones',
      source: 'Han and Makino, Learning Cities in China',
      numerator: [
        {
          count: 'satisfied',
          meaning:
            'Answers of 4 or 5 out of 5, of the valid ones given in the period to the question how satisfied one was with a programme.',
        },
      ],
    },
  ],
}
const inChinese = {
  measureDefinitions: [
    {
      name: '满意度',
      unit: '%',
      thresholdSource: '社区教育实验区、示范区标准',
      source: 'Han 与 Makino：《中国的学习型城市》',
      numerator: [{ count: 'satisfied', meaning: '报告期内对项目是否满意的有效回答（1至5分）中打4分或5分的份数。' }],
    },
  ],
}

describe('definitions', () => {
  test('are told in the language of the request, and in English to old clients', async () => {
    expect(await ask(satisfaction())).toEqual(inEnglish)
    expect(await ask(satisfaction(), 'en')).toEqual(inEnglish)
    expect(await ask(satisfaction(), 'zh')).toEqual(inChinese)
  })

  test('are told in the language of the field, whatever the request says', async () => {
    expect(await ask(satisfaction('(language: ZH)'), 'en')).toEqual(inChinese)
    expect(await ask(satisfaction('(language: EN)'), 'zh')).toEqual(inEnglish)
    expect(await ask(satisfaction('(language: null)'), 'zh')).toEqual(inChinese)
  })

  test('have a note in Chinese exactly where they have one in English', async () => {
    const answer = await ask('{ measureDefinitions { en: note(language: EN) zh: note(language: ZH) } }')
    const { measureDefinitions } = answer as { measureDefinitions: { en: string | null; zh: string | null }[] }
    const noted = measureDefinitions.filter(({ en }) => en !== null)
    expect(measureDefinitions.filter(({ zh }) => zh !== null)).toEqual(noted)
    for (const { en, zh } of noted) expect(zh).not.toBe(en)
  })
})

describe('code lists', () => {
  test('name the values of an enum', async () => {
    expect(
      await ask('{ codeLists(of: ["VoiceStatus"]) { name entries { code name label labelEnglish } } }', 'zh'),
    ).toEqual({
      codeLists: [
        {
          name: 'VoiceStatus',
          entries: [
            { code: 'OPEN', name: '待答复', label: '待答复', labelEnglish: 'Waiting for an answer' },
            { code: 'CLOSED', name: '已答复', label: '已答复', labelEnglish: 'Answered' },
          ],
        },
      ],
    })
  })

  test('come in the order that is asked for, or all of them by name', async () => {
    const names = async (of: string) =>
      ((await ask(`{ codeLists${of} { name } }`)) as { codeLists: { name: string }[] }).codeLists.map(
        ({ name }) => name,
      )
    expect(await names('(of: ["Weekday", "Account"])')).toEqual(['Weekday', 'Account'])
    expect(await names('(of: [])')).toEqual([])
    const all = await names('')
    expect(all).toEqual(all.toSorted())
    expect(all).toContain('Language')
  })

  test.each(['Nothing', 'constructor', 'weekday', ''])('refuse %s, which is no enum', async (name) => {
    const query = 'query ($of: [String!]) { codeLists(of: $of) { name } }'
    const { errors } = await hub.subgraph.call({ query, variables: { of: ['Weekday', name] }, viewer: anonymous })
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', argument: 'of' } }])
  })

  test('of the database are those of the table of terms', async () => {
    const lists =
      '{ learnerGroups { code en: name(language: EN) zh: name(language: ZH) } programmeKinds { code en: name(language: EN) zh: name(language: ZH) } }'
    const rows = (terms: object) =>
      Object.entries(terms as Record<string, object>).map(([code, names]) => ({ code, ...names }))
    expect(await ask(lists)).toEqual({
      learnerGroups: rows(learningTerms.LearnerGroup),
      programmeKinds: rows(learningTerms.ProgrammeKind),
    })
  })
})
