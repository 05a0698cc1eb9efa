import { formatPeriod } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { periodOf } from '../question/periods-of'
import type { PlannerQuestion } from '../question/planner-question'
import { answerWords } from './answer-words'

/** What an answer is of: its measures, what its rows are, and when. What is copied from the page says it, too. */
export function AnswerTitle({ question }: { readonly question: PlannerQuestion }) {
  const say = useWords(answerWords)
  const term = useTerms()
  const language = useLanguage()
  const list = (enumName: string, values: readonly string[]) =>
    new Intl.ListFormat(language).format(values.map((value) => term(enumName, value)))
  const { measures, groupBy, from, to, grain } = question
  const named = (month: string) => formatPeriod(periodOf(month, grain), language)
  const [first, last] = [named(from), named(to)]
  const time = first === last ? first : say('fromTo', { from: first, to: last })
  const by = groupBy.length === 0 ? [] : [say('by', { by: list('Dimension', groupBy).toLowerCase() })]
  return <h2 className="answer-title">{[list('Measure', measures), ...by, time].join(' · ')}</h2>
}
