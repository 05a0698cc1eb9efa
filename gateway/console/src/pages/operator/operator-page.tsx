import { useCity } from '../../app/use-city'
import { useWords } from '../../i18n/words'
import { OperatorNodes } from './operator-nodes'
import { operatorWords } from './operator-words'
import { PeriodProgress } from './period-progress'
import { TierStates } from './tier-states'
import './operator.css'

/** For operators: tiers, periods and nodes, as far as the graph tells. */
export function OperatorPage() {
  const say = useWords(operatorWords)
  const city = useCity()
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lead">{say('lead')}</p>
      {city && (
        <>
          <TierStates city={city.code} />
          <PeriodProgress city={city.code} />
          <OperatorNodes city={city.code} />
        </>
      )}
      <h2>{say('errors')}</h2>
      <p className="operator-text">{say('errorsLead')}</p>
    </>
  )
}
