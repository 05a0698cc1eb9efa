import { type OperatorQueuesQuery, operatorQueues } from '../../../generated/pages/operator/queues/operator-queues'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatMoment } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { RecordTable } from '../../office/record/record-table'
import { every } from '../every'
import { operatorWords } from '../operator-words'

type Queue = NonNullable<OperatorQueuesQuery['hostedQueues']>[number]

/** What waits to be sent to the tier above, how much and since when. */
export function OperatorQueues() {
  const say = useWords(operatorWords)
  const term = useTerms()
  const language = useLanguage()
  const asked = useAnswer(operatorQueues, {}, { every })
  return (
    <section aria-labelledby="queues">
      <h2 id="queues">{say('queues')}</h2>
      <p className="operator-text">{say('queuesLead')}</p>
      <Answered of={asked}>
        {(data) => (
          <RecordTable
            name={say('queues')}
            rows={queuesOf(data)}
            keyOf={({ from, kind }) => `${from} ${kind}`}
            columns={[
              { head: say('from'), render: ({ from }) => say(from) },
              { head: say('what'), render: ({ kind }) => term('QueueKind', kind) },
              { head: say('waiting'), isNumber: true, render: ({ waiting }) => waiting.toLocaleString(language) },
              { head: say('retrying'), isNumber: true, render: ({ retrying }) => retrying.toLocaleString(language) },
              {
                head: say('oldest'),
                render: ({ oldest }) => (oldest === null ? say('nothingWaits') : formatMoment(oldest, language)),
              },
            ]}
          />
        )}
      </Answered>
      <GraphLinks operation={operatorQueues} variables={{}} />
    </section>
  )
}

/** The queues of each tier that answered. */
function queuesOf({ hostedQueues, boroughQueues }: OperatorQueuesQuery) {
  const of = (from: 'fromHosted' | 'fromBorough') => (queue: Queue) => ({ from, ...queue })
  return [...(hostedQueues ?? []).map(of('fromHosted')), ...(boroughQueues ?? []).map(of('fromBorough'))]
}
