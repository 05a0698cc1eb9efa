import { type TierCityQuery, tierCity } from '../../generated/pages/operator/tier-city'
import { operatorReturns } from '../../generated/pages/operator/operator-returns'
import { GraphLinks } from '../../graph/graph-links'
import { useAnswer } from '../../graph/use-answer'
import { formatMoment, formatPeriod } from '../../i18n/format-date'
import { useLanguage } from '../../i18n/language'
import { useWords } from '../../i18n/words'
import { Answered } from '../../states/answered'
import { every } from './every'
import { operatorWords } from './operator-words'

type Closing = NonNullable<NonNullable<TierCityQuery['city']>['closing']>

/** How far periods are worked out, and which returns of the latest month came. */
export function PeriodProgress({ city }: { readonly city: string }) {
  const say = useWords(operatorWords)
  const asked = useAnswer(tierCity, { city }, { every })
  return (
    <section aria-labelledby="periods">
      <h2 id="periods">{say('periods')}</h2>
      <Answered of={asked} isEmpty={(data) => !data.city?.closing} empty={<p className="empty">{say('none')}</p>}>
        {(data) => data.city?.closing && <Progress city={city} closing={data.city.closing} />}
      </Answered>
    </section>
  )
}

function Progress({ city, closing: { closed, due, latest } }: { readonly city: string; readonly closing: Closing }) {
  const say = useWords(operatorWords)
  const language = useLanguage()
  const month = formatPeriod(latest, language)
  const variables = {
    city,
    query: { measures: ['REPORTING_RATE'], from: latest, to: latest, grain: 'MONTH' },
  } as const
  const asked = useAnswer(operatorReturns, variables, { every })
  return (
    <>
      <label className="operator-progress">
        {say('closed', { closed, due })}
        <progress max={Math.max(due, closed, 1)} value={closed} />
      </label>
      <p>
        {say('latest', { month })} {due > closed && say('behind', { count: due - closed })}
      </p>
      <h3>{say('returns', { month })}</h3>
      <Answered of={asked} isEmpty={({ measures }) => measures === null}>
        {({ measures }) => {
          if (measures === null) return null
          const { expected, reported, withheld, missing, asOf } = measures.coverage
          return (
            <p>
              {say('coverage', { expected, reported, withheld, missing })}{' '}
              {asOf !== null && say('age', { moment: formatMoment(asOf, language) })}
            </p>
          )
        }}
      </Answered>
      <GraphLinks operation={operatorReturns} variables={variables} />
    </>
  )
}
