import { useCity } from '../../app/use-city'
import { useWords } from '../../i18n/words'
import { OperatorFaults } from './faults/operator-faults'
import { ForOperator } from './for-operator'
import { OperatorNodes } from './operator-nodes'
import { operatorWords } from './operator-words'
import { OperatorQueues } from './queues/operator-queues'
import { PeriodProgress } from './period-progress'
import { TierStates } from './tier-states'
import './operator.css'

/** How tiers, periods and nodes stand, for everybody; queues and errors, for operators. */
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
      <ForOperator>
        <OperatorQueues />
        <OperatorFaults />
      </ForOperator>
    </>
  )
}
