import { Figure } from '../../../figures/figure'
import { formatValue } from '../../../figures/format-figure'
import { setTarget } from '../../../generated/pages/government/city/set-target'
import { setTargets } from '../../../generated/pages/government/city/set-targets'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Action } from '../../office/form/action'
import { useChoices } from '../../office/form/use-choices'
import { WriteForm } from '../../office/form/write-form'
import { RecordTable } from '../../office/record/record-table'
import { governmentWords } from '../government-words'

/** The targets that the city set itself, and what was reached. */
export function Targets({ city }: { readonly city: string }) {
  const say = useWords(governmentWords)
  const term = useTerms()
  const choices = useChoices()
  const language = useLanguage()
  const variables = { city }
  const asked = useAnswer(setTargets, variables)
  return (
    <section aria-labelledby="targets">
      <h2 id="targets">{say('targets')}</h2>
      <Action name={say('setTarget')}>
        <WriteForm
          operation={setTarget}
          fixed={{ city }}
          submit={say('setNow')}
          fields={[
            { name: 'measure', kind: 'choice', choices: choices('Measure') },
            { name: 'year', kind: 'number' },
            { name: 'value', kind: 'number', help: say('valueHelp') },
          ]}
        />
      </Action>
      <Answered
        of={asked}
        isEmpty={({ city: of }) => of?.targets.length === 0}
        empty={<p className="empty">{say('noTargets')}</p>}
      >
        {({ city: of }) => (
          <RecordTable
            name={say('targets')}
            rows={of?.targets ?? []}
            keyOf={({ measure, year }) => `${measure} ${year}`}
            columns={[
              { head: say('measure'), render: ({ measure }) => term('Measure', measure) },
              { head: say('year'), render: ({ year }) => year },
              {
                head: say('target'),
                isNumber: true,
                render: ({ measure, value }) => formatValue(measure, value, language),
              },
              {
                head: say('actual'),
                isNumber: true,
                render: ({ actual }) => (actual === null ? say('ahead') : <Figure cell={actual} />),
              },
            ]}
          />
        )}
      </Answered>
      <GraphLinks operation={setTargets} variables={variables} />
    </section>
  )
}
