import { useState } from 'react'
import { cityWeek } from '../../generated/pages/city/city-week'
import { GraphLinks } from '../../graph/graph-links'
import { useAnswer } from '../../graph/use-answer'
import { dayInChina, daysAfter } from '../../i18n/days-in-china'
import { useWords } from '../../i18n/words'
import { OfferedProgramme } from '../../programmes/offered-programme'
import { Answered } from '../../states/answered'
import { cityWords } from './city-words'

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const

/** What is on in the next seven days. */
export function CityWeek({ city }: { readonly city: string }) {
  const say = useWords(cityWords)
  const [now] = useState(() => new Date())
  const today = dayInChina(now)
  const variables = {
    city,
    first: 9,
    // A session on any day of the week: this is what looks at sessions, and not at the programme's first and last day.
    filter: { from: today, to: daysAfter(today, 6), weekdays, places: ['OPEN', 'FEW'] },
  } as const
  const asked = useAnswer(cityWeek, variables)
  return (
    <section aria-labelledby="week">
      <h2 id="week">{say('week')}</h2>
      <Answered
        of={asked}
        isEmpty={({ programmes }) => programmes === null || programmes.nodes.length === 0}
        empty={<p>{say('nothingOn')}</p>}
      >
        {({ programmes }) => (
          <>
            <p className="lead">{say('weekLead', { count: programmes?.totalCount ?? 0 })}</p>
            <ul className="cards">
              {programmes?.nodes.map((programme, index) => (
                <OfferedProgramme key={index} programme={programme} from={now.toISOString()} />
              ))}
            </ul>
          </>
        )}
      </Answered>
      <GraphLinks operation={cityWeek} variables={variables} />
    </section>
  )
}
