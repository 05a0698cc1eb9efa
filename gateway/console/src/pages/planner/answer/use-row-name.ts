import type { Dimension } from '@shequ/schema/measures/question-values'
import { formatPeriod } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { type AnswerRow, partsOf } from './answer-row'

const enums: Readonly<Partial<Record<Dimension, string>>> = {
  LEARNER_GROUP: 'LearnerGroup',
  PROGRAMME_KIND: 'ProgrammeKind',
}

/** Names what a row is of, in the language of the page: in one dimension, or in all but some. */
export function useRowName() {
  const term = useTerms()
  const language = useLanguage()
  const nameIn = (row: AnswerRow, dimension: Dimension): string => {
    const value = partsOf(row)[dimension]
    if (value === undefined) return ''
    if (dimension === 'PERIOD') return formatPeriod(value, language)
    const enumName = enums[dimension]
    return enumName === undefined ? value : term(enumName, value)
  }
  const nameOf = (row: AnswerRow, groupBy: readonly Dimension[], apartFrom: readonly Dimension[] = []): string =>
    groupBy
      .filter((dimension) => !apartFrom.includes(dimension))
      .map((dimension) => nameIn(row, dimension))
      .filter((name) => name !== '')
      .join(' · ')
  return { nameIn, nameOf }
}
