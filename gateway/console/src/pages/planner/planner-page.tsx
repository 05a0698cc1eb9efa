import { useSearch } from '@tanstack/react-router'
import { useCities } from '../../app/use-city'
import { useWords } from '../../i18n/words'
import { Answered } from '../../states/answered'
import { Planner } from './planner'
import { plannerWords } from './planner-words'
import { cityOf } from './question/division-levels'
import './planner.css'

/** The question builder. Its address is its state: a link opens the same question, and the browser goes back to the one before. */
export function PlannerPage() {
  const say = useWords(plannerWords)
  const search = useSearch({ from: '/planner' })
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lead">{say('lead')}</p>
      <Answered of={useCities()} isEmpty={({ cities }) => cities.length === 0}>
        {({ cities }) => {
          const city = cityOf([search.within ?? search.city ?? ''].flat()[0] ?? '', cities) ?? cities[0]
          return city && <Planner city={city} search={search} />
        }}
      </Answered>
    </>
  )
}
