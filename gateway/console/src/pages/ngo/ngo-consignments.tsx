import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useCity } from '../../app/use-city'
import { type NgoConsignmentsQuery, ngoConsignments } from '../../generated/pages/ngo/ngo-consignments'
import { GraphLinks } from '../../graph/graph-links'
import { useAnswer } from '../../graph/use-answer'
import { formatDay } from '../../i18n/format-date'
import { useLanguage } from '../../i18n/language'
import { useWords } from '../../i18n/words'
import { Answered } from '../../states/answered'
import { consignmentState } from './consignment-state'
import { NgoProgrammes } from './ngo-programmes'
import { ngoWords } from './ngo-words'

type Consignments = NonNullable<NonNullable<NgoConsignmentsQuery['organisation']>['consignments']>['nodes']

interface NgoConsignmentsProps {
  readonly organisation: string
  readonly city: string
}

/** An organisation's consignments in a city, and the programmes of the one that is chosen. */
export function NgoConsignments({ organisation, city }: NgoConsignmentsProps) {
  const say = useWords(ngoWords)
  const variables = { organisation, city }
  const asked = useAnswer(ngoConsignments, variables)
  const [chosen, setChosen] = useState<number>()
  const all = asked.data?.data.organisation?.consignments?.nodes ?? []
  const consignment = chosen === undefined ? undefined : all[chosen]
  const centre = consignment?.educationCentre
  return (
    <>
      <Answered of={asked} isEmpty={() => all.length === 0} empty={<p className="empty">{say('noConsignments')}</p>}>
        {(data) => (
          <ConsignmentTable
            name={data.organisation?.name ?? organisation}
            all={all}
            chosen={chosen}
            onChoose={(at) => setChosen(at === chosen ? undefined : at)}
          />
        )}
      </Answered>
      <GraphLinks operation={ngoConsignments} variables={variables} />
      {consignment && centre?.community && centre.educationCentre && (
        <NgoProgrammes
          community={centre.community.code}
          centre={centre.educationCentre.id}
          name={centre.name}
          from={consignment.startsOn}
        />
      )}
    </>
  )
}

interface ConsignmentTableProps {
  readonly name: string
  readonly all: Consignments
  readonly chosen: number | undefined
  readonly onChoose: (at: number) => void
}

function ConsignmentTable({ name, all, chosen, onChoose }: ConsignmentTableProps) {
  const say = useWords(ngoWords)
  const language = useLanguage()
  const today = useToday()
  return (
    <>
      <h2 id="consignments">{say('consignments', { organisation: name })}</h2>
      <div className="scroll" tabIndex={0} role="region" aria-labelledby="consignments">
        <table className="ngo-table">
          <thead>
            <tr>
              {(['centre', 'community', 'from', 'until', 'standing', 'programmes'] as const).map((head) => (
                <th key={head} scope="col">
                  {say(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.map((one, at) => {
              const { educationCentre: of, startsOn, endsOn, endedOn } = one
              return (
                <tr key={`${of?.educationCentre?.id ?? at} ${startsOn}`}>
                  <th scope="row">{of?.name}</th>
                  <td>{of?.community?.name}</td>
                  <td>{formatDay(startsOn, language)}</td>
                  <td>{formatDay(endsOn, language)}</td>
                  <td>
                    {say(consignmentState(one, today), { day: endedOn === null ? '' : formatDay(endedOn, language) })}
                  </td>
                  <td>
                    <Button
                      className="button"
                      aria-label={say('show', { centre: of?.name ?? '' })}
                      aria-expanded={at === chosen}
                      onPress={() => onChoose(at)}
                    >
                      {say('programmes')}
                    </Button>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** The day that the page is about: that of generated activity, else the day in China. */
function useToday(): string {
  const day = useCity()?.generatedActivity?.day
  const [now] = useState(() => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date()))
  return day ?? now
}
