import { allocateMoney } from '../../../generated/pages/government/borough/allocate-money'
import { madeAllocations } from '../../../generated/pages/government/borough/made-allocations'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatMoney } from '../../../i18n/format-money'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Action } from '../../office/form/action'
import { useChoices } from '../../office/form/use-choices'
import { WriteForm } from '../../office/form/write-form'
import { Pager, usePlace } from '../../office/record/pager'
import { RecordTable } from '../../office/record/record-table'
import { governmentWords } from '../government-words'

/** What the borough allocated to its communities. */
export function Allocations({ borough }: { readonly borough: string }) {
  const say = useWords(governmentWords)
  const term = useTerms()
  const choices = useChoices()
  const language = useLanguage()
  const place = usePlace()
  const variables = { borough, after: place.after }
  const asked = useAnswer(madeAllocations, variables)
  return (
    <section aria-labelledby="allocations">
      <h2 id="allocations">{say('allocations')}</h2>
      <Action name={say('allocate')}>
        <WriteForm
          operation={allocateMoney}
          fixed={{ borough }}
          submit={say('allocateNow')}
          hasKey
          fields={[
            { name: 'community', kind: 'pick', of: { within: borough } },
            { name: 'year', kind: 'number' },
            { name: 'purpose', kind: 'choice', choices: choices('AllocationPurpose') },
            { name: 'amount', kind: 'line' },
            { name: 'relieved', kind: 'line', isOptional: true },
          ]}
        />
      </Action>
      <Answered of={asked} isEmpty={({ borough: of }) => !of || of.allocations.nodes.length === 0}>
        {({ borough: of }) =>
          of && (
            <>
              <RecordTable
                name={say('allocations')}
                rows={of.allocations.nodes}
                keyOf={({ id }) => id}
                columns={[
                  { head: say('year'), render: ({ year }) => year },
                  { head: say('community'), render: ({ community }) => community?.name },
                  { head: say('purpose'), render: ({ purpose }) => term('AllocationPurpose', purpose) },
                  { head: say('amount'), isNumber: true, render: ({ amount }) => formatMoney(amount, language) },
                  { head: say('relieved'), isNumber: true, render: ({ relieved }) => formatMoney(relieved, language) },
                ]}
              />
              <Pager of={of.allocations} place={place} />
            </>
          )
        }
      </Answered>
      <GraphLinks operation={madeAllocations} variables={variables} />
    </section>
  )
}
