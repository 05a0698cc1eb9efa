import { issueCityGuidance } from '../../../generated/pages/government/city/issue-city-guidance'
import { issuedCityGuidance } from '../../../generated/pages/government/city/issued-city-guidance'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Action } from '../../office/form/action'
import { WriteForm } from '../../office/form/write-form'
import { Pager, usePlace } from '../../office/record/pager'
import { governmentWords } from '../government-words'
import { GuidanceText, guidanceFields } from '../guidance-text'

/** The city's guidance to its communities. */
export function CityGuidance({ city }: { readonly city: string }) {
  const say = useWords(governmentWords)
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
          fields={[...guidanceFields(), { name: 'boroughs', kind: 'choices', choices: boroughs, isOptional: true }]}
        />
      </Action>
      <Answered of={asked} isEmpty={({ city: of }) => !of || of.guidance.nodes.length === 0}>
        {({ city: of }) =>
          of && (
            <>
              <ul className="items">
                {of.guidance.nodes.map((guidance) => (
                  <li key={guidance.id} className="card item">
                    <GuidanceText of={guidance} />
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
