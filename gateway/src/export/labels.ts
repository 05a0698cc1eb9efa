import { enumTerms } from '@shequ/schema/terms/enum-terms'
import type { Language, Term } from '@shequ/schema/terms/term'
import { unitTerms } from '@shequ/schema/terms/unit-terms'
import type { Field } from './export-lines.js'
import type { MeasureAnswer } from './measure-answer.js'
import { headWords, parameterWords, sheetWords } from './export-words.js'

/** What stands in a file in the place of the names and codes that programs read. */
export interface Labels {
  readonly sheet: (name: keyof typeof sheetWords) => string
  /** The head of a column. Of one that stands for each period, such as `2025-Q1 status`, the period stays before it. */
  readonly head: (name: string) => string
  /** A value in a column of that name. */
  readonly field: (name: string, value: Field) => Field
  /** A part of the question: its name, and its value. */
  readonly part: (name: string, value: string) => readonly [name: string, value: string]
}

/** The enum whose values stand in a column, or in a part of the question. */
const enumOf: Readonly<Record<string, string>> = {
  learner_group: 'LearnerGroup',
  programme_kind: 'ProgrammeKind',
  measure: 'Measure',
  status: 'CellStatus',
  numerator_unit: 'CountUnit',
  denominator_unit: 'CountUnit',
  measures: 'Measure',
  groupBy: 'Dimension',
  columns: 'Dimension',
  grain: 'Grain',
  communityKinds: 'CommunityKind',
  learnerGroups: 'LearnerGroup',
  programmeKinds: 'ProgrammeKind',
}

/** The labels of a file in a language; names and codes as they are where none is asked for. */
export function labelsIn(language: Language | null): Labels {
  if (language === null) {
    return { sheet: (name) => name, head: (name) => name, field: (_, value) => value, part: (...part) => part }
  }
  const wordsFor = (words: Readonly<Record<string, Term>>, name: string) => words[name]?.[language] ?? name
  const valueOf = (name: string, value: string) => enumTerms[enumOf[name] ?? '']?.[value]?.[language] ?? value
  return {
    sheet: (name) => sheetWords[name][language],
    head: (name) => {
      const { before, column } = apart(name)
      return `${before}${wordsFor(headWords, column)}`
    },
    field: (name, value) => (typeof value === 'string' ? valueOf(apart(name).column, value) : value),
    part: (name, value) => [
      wordsFor(parameterWords, name),
      value
        .split(',')
        .map((each) => valueOf(name, each))
        .join(language === 'zh' ? '、' : ', '),
    ],
  }
}

/** Tells the units of measures in words, where a file has labels. */
export async function* withUnitsInWords(
  pages: AsyncIterable<MeasureAnswer>,
  language: Language | null,
): AsyncGenerator<MeasureAnswer> {
  for await (const page of pages) {
    if (language === null || page.measureDefinitions === undefined) yield page
    else
      yield {
        ...page,
        measureDefinitions: page.measureDefinitions.map((definition) => ({
          ...definition,
          unit: unitTerms[definition.measure][language],
        })),
      }
  }
}

/** The column that a head names, and the period before it. */
function apart(head: string): { readonly before: string; readonly column: string } {
  const space = head.indexOf(' ') + 1
  return { before: head.slice(0, space), column: head.slice(space) }
}
