import { adoptOrdinance } from '../../../generated/pages/government/city/adopt-ordinance'
import { adoptedOrdinances } from '../../../generated/pages/government/city/adopted-ordinances'
import { repealOrdinance } from '../../../generated/pages/government/city/repeal-ordinance'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatDay } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Action } from '../../office/form/action'
import { WriteForm } from '../../office/form/write-form'
import { Pager, usePlace } from '../../office/record/pager'
import { governmentWords } from '../government-words'

/** The city's ordinances, adopted and repealed by its office. */
export function Ordinances({ city }: { readonly city: string }) {
  const say = useWords(governmentWords)
  const term = useTerms()
  const language = useLanguage()
  const place = usePlace()
  const variables = { city, after: place.after }
  const asked = useAnswer(adoptedOrdinances, variables)
  return (
    <section aria-labelledby="ordinances">
      <h2 id="ordinances">{say('ordinances')}</h2>
      <Action name={say('adopt')}>
        <WriteForm
          operation={adoptOrdinance}
          fixed={{ city }}
          submit={say('adoptNow')}
          hasKey
          fields={[
            { name: 'title', kind: 'line' },
            { name: 'summary', kind: 'text' },
            { name: 'adoptedOn', kind: 'day' },
            { name: 'inForceFrom', kind: 'day', isOptional: true },
          ]}
        />
      </Action>
      <Answered of={asked} isEmpty={({ city: of }) => !of || of.ordinances.nodes.length === 0}>
        {({ city: of }) =>
          of && (
            <>
              <ul className="items">
                {of.ordinances.nodes.map(({ id, title, summary, inForceFrom, repealedOn, status }) => (
                  <li key={id} className="card item">
                    <h3>{title}</h3>
                    <p>{summary}</p>
                    <p className="soft">
                      {term('OrdinanceStatus', status)} · {say('inForce', { day: formatDay(inForceFrom, language) })}
                      {repealedOn !== null && <> · {say('repealed', { day: formatDay(repealedOn, language) })}</>}
                    </p>
                    {repealedOn === null && (
                      <Action name={say('repeal')}>
                        <WriteForm
                          operation={repealOrdinance}
                          fixed={{ city, ordinance: id }}
                          submit={say('repeal')}
                          fields={[{ name: 'repealedOn', kind: 'day' }]}
                        />
                      </Action>
                    )}
                  </li>
                ))}
              </ul>
              <Pager of={of.ordinances} place={place} />
            </>
          )
        }
      </Answered>
      <GraphLinks operation={adoptedOrdinances} variables={variables} />
    </section>
  )
}
