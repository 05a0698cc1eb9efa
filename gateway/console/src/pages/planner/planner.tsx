import { useState } from 'react'
import type { City } from '../../app/use-city'
import { type GraphError, Refused } from '../../graph/answer'
import { useWords } from '../../i18n/words'
import { Failed } from '../../states/failed'
import { stateWords } from '../../states/state-words'
import { Answer } from './answer/answer'
import { useQuestion, useWholes } from './answer/ask-answer'
import { useTargets } from './answer/use-targets'
import { AreaPart } from './builder/area-part'
import { ConditionsPart } from './builder/conditions-part'
import { FiltersPart } from './builder/filters-part'
import { MeasuresPart } from './builder/measures-part'
import { OrderPart } from './builder/order-part'
import { PeriodsPart } from './builder/periods-part'
import { RowsPart } from './builder/rows-part'
import { useToldChanges } from './builder/use-told-changes'
import { plannerWords } from './planner-words'
import { atPlace } from './question/at-place'
import { levelOf } from './question/division-levels'
import { firstQuestion } from './question/first-question'
import { type Part, partOf } from './question/next-steps'
import type { PlannerSearch } from './question/planner-search'
import { useAskedQuestion } from './question/use-asked-question'
import { ReadyList } from './ready/ready-list'
import { SavedList } from './ready/saved-list'
import { usePlace } from './use-place'

interface PlannerProps {
  readonly city: City
  readonly search: PlannerSearch
}

/** The builder beside its answer. */
export function Planner({ city, search }: PlannerProps) {
  const say = useWords(plannerWords)
  // On a phone the builder would fill several screens before its answer.
  const [isWide] = useState(() => window.matchMedia('(min-width: 60rem)').matches)
  const sayState = useWords(stateWords)
  const { question, change } = useAskedQuestion(search, firstQuestion(city))
  const place = usePlace(city, question.within)
  const asked = useQuestion(question)
  const wholes = useWholes(question)
  const targetOf = useTargets(question, city.code)
  const refusals = asked.isFetchNextPageError ? [] : refusalsOf(asked.error)
  const { told, changeFrom } = useToldChanges(question, change)
  const builder = (part: Part) => ({ question, change: changeFrom(part), refusals, told })
  const isLowest = levelOf(question.within, city.code) === 'community'
  const drill = isLowest ? undefined : (code: string) => change(atPlace(question, code, city.code))
  return (
    <>
      <ReadyList city={city} isOpen={isWide && search.within === undefined} />
      <SavedList question={question} />
      <div className="planner">
        <details className="builder" open={isWide || refusals.length > 0}>
          <summary>{say('change')}</summary>
          <MeasuresPart {...builder('measures')} />
          <AreaPart city={city} place={place} {...builder('area')} />
          <RowsPart {...builder('rows')} />
          <PeriodsPart latest={city.closing?.latest ?? question.to} {...builder('periods')} />
          <FiltersPart place={place} {...builder('filters')} />
          <ConditionsPart {...builder('conditions')} />
          <OrderPart {...builder('order')} />
        </details>
        <section className="answer" aria-label={say('answer')} aria-busy={asked.isFetching}>
          <nav aria-label={say('back')}>
            <ol className="path">
              {place.path.map(({ code, name }) => (
                <li key={code}>
                  {code === question.within ? (
                    <span aria-current="location">{name}</span>
                  ) : (
                    <button type="button" className="drill" onClick={() => change(atPlace(question, code, city.code))}>
                      {name}
                    </button>
                  )}
                </li>
              ))}
            </ol>
          </nav>
          {asked.isPending && <p role="status">{sayState('loading')}</p>}
          {asked.isError &&
            !asked.isFetchNextPageError &&
            (refusals.length > 0 ? (
              <p className="notice notice-refused" role="status">
                {say('refusedHere', { part: say(partOf(refusals[0] ?? noError) ?? 'rows') })}
              </p>
            ) : (
              <Failed error={asked.error} onAgain={() => void asked.refetch()} />
            ))}
          {(!asked.isError || asked.isFetchNextPageError) && (
            <Answer
              question={question}
              change={change}
              city={city.code}
              asked={asked}
              beside={{ wholes, targetOf }}
              drill={drill}
            />
          )}
          {asked.isFetchNextPageError && <Failed error={asked.error} onAgain={() => void asked.fetchNextPage()} />}
        </section>
      </div>
    </>
  )
}

const noError: GraphError = { message: '', code: '', path: [], argument: null, reference: null }

/** The refusals that a control of the builder can take away. */
function refusalsOf(error: Error | null): readonly GraphError[] {
  return error instanceof Refused ? error.errors.filter((one) => partOf(one) !== null) : []
}
