import { awardedDesignations } from '../../../generated/pages/government/city/awarded-designations'
import { designatePilot } from '../../../generated/pages/government/city/designate-pilot'
import { endPilotDesignation } from '../../../generated/pages/government/city/end-pilot-designation'
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

/** Who holds a designation as a pilot of learning, by whom and how long. */
export function Designations({ city }: { readonly city: string }) {
  const say = useWords(governmentWords)
  const term = useTerms()
  const choices = useChoices()
  const language = useLanguage()
  const place = usePlace()
  const variables = { city, after: place.after }
  const asked = useAnswer(awardedDesignations, variables)
  const day = (text: string) => formatDay(text, language)
  return (
    <section aria-labelledby="designations">
      <h2 id="designations">{say('designations')}</h2>
      <Action name={say('designate')}>
        <WriteForm
          operation={designatePilot}
          fixed={{ city }}
          submit={say('designateNow')}
          hasKey
          fields={[
            { name: 'level', kind: 'choice', choices: choices('DesignationLevel') },
            { name: 'subjectKind', kind: 'choice', choices: choices('DesignationSubject') },
            { name: 'subjectCode', kind: 'pick', of: { within: city } },
            { name: 'awardedBy', kind: 'line' },
            { name: 'from', kind: 'day' },
          ]}
        />
      </Action>
      <Answered of={asked} isEmpty={({ city: of }) => !of || of.pilotDesignations.nodes.length === 0}>
        {({ city: of }) =>
          of && (
            <>
              <RecordTable
                name={say('designations')}
                rows={of.pilotDesignations.nodes}
                keyOf={({ id }) => id}
                columns={[
                  {
                    head: say('division'),
                    render: ({ community, street, subjectKind, subjectCode }) => {
                      const name = subjectKind === 'CITY' ? of.name : (community?.name ?? street?.name)
                      return `${name ?? subjectCode} · ${term('DesignationSubject', subjectKind)}`
                    },
                  },
                  { head: say('level'), render: ({ level }) => term('DesignationLevel', level) },
                  { head: say('awardedBy'), render: ({ awardedBy }) => awardedBy },
                  {
                    head: say('term'),
                    render: ({ from, to }) =>
                      to === null ? say('since', { from: day(from) }) : say('period', { from: day(from), to: day(to) }),
                  },
                  {
                    head: say('actions'),
                    render: ({ id, to }) =>
                      to === null && (
                        <Action name={say('end')}>
                          <WriteForm
                            operation={endPilotDesignation}
                            fixed={{ city, designation: id }}
                            submit={say('end')}
                            fields={[{ name: 'to', kind: 'day' }]}
                          />
                        </Action>
                      ),
                  },
                ]}
              />
              <Pager of={of.pilotDesignations} place={place} />
            </>
          )
        }
      </Answered>
      <GraphLinks operation={awardedDesignations} variables={variables} />
    </section>
  )
}
