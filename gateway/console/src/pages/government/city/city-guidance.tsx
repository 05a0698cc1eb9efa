import { issueCityGuidance } from '../../../generated/pages/government/city/issue-city-guidance'
import { issuedCityGuidance } from '../../../generated/pages/government/city/issued-city-guidance'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatDay } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Action } from '../../office/form/action'
import { todayInChina } from '../../office/form/field'
import { WriteForm } from '../../office/form/write-form'
import { Pager, usePlace } from '../../office/record/pager'
import { governmentWords } from '../government-words'

/** The city's guidance to its communities. */
export function CityGuidance({ city }: { readonly city: string }) {
  const say = useWords(governmentWords)
  const language = useLanguage()
  const place = usePlace()
  const variables = { city, after: place.after }
  const asked = useAnswer(issuedCityGuidance, variables)
  const boroughs =
    asked.data?.data.city?.boroughs?.flatMap((one) => (one === null ? [] : [{ value: one.code, name: one.name }])) ?? []
  return (
    <section aria-labelledby="guidance">
      <h2 id="guidance">{say('guidance')}</h2>
      <p className="soft">{say('enforced')}</p>
      <Action name={say('issue')}>
        <WriteForm
          operation={issueCityGuidance}
          fixed={{ city }}
          submit={say('issueNow')}
          hasKey
          fields={[
            { name: 'title', kind: 'line' },
            { name: 'text', kind: 'text' },
            { name: 'issuedOn', kind: 'day', value: todayInChina() },
            { name: 'answerBy', kind: 'day', isOptional: true },
            { name: 'boroughs', kind: 'choices', choices: boroughs, isOptional: true },
          ]}
        />
      </Action>
      <Answered of={asked} isEmpty={({ city: of }) => !of || of.guidance.nodes.length === 0}>
        {({ city: of }) =>
          of && (
            <>
              <ul className="items">
                {of.guidance.nodes.map(({ id, title, text, issuedOn, answerBy }) => (
                  <li key={id} className="card item">
                    <h3>{title}</h3>
                    <p>{text}</p>
                    <p className="soft">
                      {say('issued', { day: formatDay(issuedOn, language) })}
                      {answerBy !== null && <> · {say('answerBy', { day: formatDay(answerBy, language) })}</>}
                    </p>
                  </li>
                ))}
              </ul>
              <Pager of={of.guidance} place={place} />
            </>
          )
        }
      </Answered>
      <GraphLinks operation={issuedCityGuidance} variables={variables} />
    </section>
  )
}
