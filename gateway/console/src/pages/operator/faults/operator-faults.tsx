import { useState } from 'react'
import { operatorFaults } from '../../../generated/pages/operator/faults/operator-faults'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatMoment } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Search } from '../../office/form/search'
import { RecordTable } from '../../office/record/record-table'
import { every } from '../every'
import { operatorWords } from '../operator-words'

/** The latest errors that nobody expected, or the one of a reference that somebody was told. */
export function OperatorFaults() {
  const say = useWords(operatorWords)
  const term = useTerms()
  const language = useLanguage()
  const [reference, setReference] = useState('')
  const variables = { reference: reference === '' ? null : reference }
  const asked = useAnswer(operatorFaults, variables, { every, keepPrevious: true })
  return (
    <section aria-labelledby="faults">
      <h2 id="faults">{say('errors')}</h2>
      <p className="operator-text">{say('errorsLead')}</p>
      <Search label={say('reference')} onSearch={setReference} />
      <Answered
        of={asked}
        isEmpty={({ faults }) => !faults || faults.length === 0}
        empty={<p className="empty">{say(reference === '' ? 'noErrors' : 'noSuchError')}</p>}
      >
        {({ faults }) => (
          <RecordTable
            name={say('errors')}
            rows={faults ?? []}
            keyOf={(fault) => fault.reference}
            columns={[
              { head: say('when'), render: ({ at }) => formatMoment(at, language) },
              { head: say('reference'), render: (fault) => <code>{fault.reference}</code> },
              { head: say('metBy'), render: ({ tier }) => (tier === null ? say('gateway') : term('Tier', tier)) },
              {
                head: say('cause'),
                render: ({ kind, tierReference }) =>
                  tierReference === null ? kind : say('inTierLog', { reference: tierReference }),
              },
            ]}
          />
        )}
      </Answered>
      <GraphLinks operation={operatorFaults} variables={variables} />
    </section>
  )
}
