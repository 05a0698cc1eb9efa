import { Link } from '@tanstack/react-router'
import type { City } from '../../../app/use-city'
import { useCities } from '../../../app/use-city'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import { firstQuestion } from '../question/first-question'
import { writeQuestion } from '../question/question-address'
import { readyQuestions } from './ready-questions'
import { readyWords } from './ready-words'

/** Links to the ready questions, open for somebody who has not asked yet. */
export function ReadyList({ city, isOpen }: { readonly city: City; readonly isOpen: boolean }) {
  const say = useWords(plannerWords)
  const name = useWords(readyWords)
  const cities = useCities().data?.data.cities ?? []
  const questions = readyQuestions({
    first: firstQuestion(city),
    city: city.code,
    latest: city.closing?.latest ?? '2025-12',
    otherCities: cities.map(({ code }) => code).filter((code) => code !== city.code),
    groupNames: [name('groupOfTowns'), name('groupOfDistricts')],
  })
  return (
    <details className="ready" open={isOpen}>
      <summary>{say('ready')}</summary>
      <ul>
        {questions.map(([key, question]) => (
          <li key={key}>
            <Link to="/planner" search={writeQuestion(question)}>
              {name(key)}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
