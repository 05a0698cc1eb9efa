import { changeServiceCentre } from '../../../generated/pages/government/borough/change-service-centre'
import { openServiceCentre } from '../../../generated/pages/government/borough/open-service-centre'
import { runServiceCentres } from '../../../generated/pages/government/borough/run-service-centres'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatDay } from '../../../i18n/format-date'
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

/** The service centres that the borough runs. */
export function ServiceCentres({ borough }: { readonly borough: string }) {
  const say = useWords(governmentWords)
  const term = useTerms()
  const choices = useChoices()
  const language = useLanguage()
  const place = usePlace()
  const variables = { borough, after: place.after }
  const asked = useAnswer(runServiceCentres, variables)
  return (
    <section aria-labelledby="centres">
      <h2 id="centres">{say('centres')}</h2>
      <Action name={say('openCentre')}>
        <WriteForm
          operation={openServiceCentre}
          fixed={{ borough }}
          submit={say('open')}
          hasKey
          fields={[
            { name: 'name', kind: 'line' },
            { name: 'address', kind: 'line' },
            { name: 'openedOn', kind: 'day', label: say('opened') },
          ]}
        />
      </Action>
      <Answered of={asked} isEmpty={({ borough: of }) => !of || of.serviceCentres.nodes.length === 0}>
        {({ borough: of }) =>
          of && (
            <>
              <RecordTable
                name={say('centres')}
                rows={of.serviceCentres.nodes}
                keyOf={({ id }) => id}
                columns={[
                  { head: say('name'), render: ({ name }) => name },
                  { head: say('address'), render: ({ address }) => address },
                  { head: say('status'), render: ({ status }) => term('ServiceStatus', status) },
                  { head: say('opened'), render: ({ openedOn }) => formatDay(openedOn, language) },
                  { head: say('services'), isNumber: true, render: ({ services }) => services.totalCount },
                  {
                    head: say('actions'),
                    render: ({ id, name, address, status }) => (
                      <Action name={say('changeCentre')}>
                        <WriteForm
                          operation={changeServiceCentre}
                          fixed={{ borough, serviceCentre: id }}
                          submit={say('change')}
                          fields={[
                            { name: 'name', kind: 'line', value: name },
                            { name: 'address', kind: 'line', value: address },
                            { name: 'status', kind: 'choice', choices: choices('ServiceStatus'), value: status },
                          ]}
                        />
                      </Action>
                    ),
                  },
                ]}
              />
              <Pager of={of.serviceCentres} place={place} />
            </>
          )
        }
      </Answered>
      <GraphLinks operation={runServiceCentres} variables={variables} />
    </section>
  )
}
