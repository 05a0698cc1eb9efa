import { issueGuidance } from '../../../generated/pages/government/borough/issue-guidance'
import { type IssuedGuidanceQuery, issuedGuidance } from '../../../generated/pages/government/borough/issued-guidance'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Action } from '../../office/form/action'
import { WriteForm } from '../../office/form/write-form'
import { Pager, usePlace } from '../../office/record/pager'
import { governmentWords } from '../government-words'
import { GuidanceText, guidanceFields } from '../guidance-text'

type Guidance = NonNullable<IssuedGuidanceQuery['borough']>['guidance']['nodes'][number]

/** The borough's guidance, and how communities answered it. */
export function BoroughGuidance({ borough }: { readonly borough: string }) {
  const say = useWords(governmentWords)
  const place = usePlace()
  const variables = { borough, after: place.after }
  const asked = useAnswer(issuedGuidance, variables)
  return (
    <section aria-labelledby="guidance">
      <h2 id="guidance">{say('guidance')}</h2>
      <p className="soft">{say('enforced')}</p>
      <Action name={say('issue')}>
        <WriteForm
          operation={issueGuidance}
          fixed={{ borough }}
          submit={say('issueNow')}
          hasKey
          fields={[...guidanceFields(), { name: 'recipients', kind: 'lines', isOptional: true }]}
        />
      </Action>
      <Answered of={asked} isEmpty={({ borough: of }) => !of || of.guidance.nodes.length === 0}>
        {({ borough: of }) =>
          of && (
            <>
              <ul className="items">
                {of.guidance.nodes.map((guidance) => (
                  <li key={guidance.id} className="card item">
                    <Issued guidance={guidance} />
                  </li>
                ))}
              </ul>
              <Pager of={of.guidance} place={place} />
            </>
          )
        }
      </Answered>
      <GraphLinks operation={issuedGuidance} variables={variables} />
    </section>
  )
}

function Issued({ guidance }: { readonly guidance: Guidance }) {
  const say = useWords(governmentWords)
  const term = useTerms()
  const { adaptation, responses } = guidance
  return (
    <>
      <GuidanceText of={guidance} />
      <p>{say('answers', { ...adaptation })}</p>
      {responses.nodes.length > 0 && (
        <Action name={say('showAnswers')}>
          <ul>
            {responses.nodes.map(({ community, decision, answeredOn, response }) => (
              <li key={`${community?.name} ${answeredOn}`}>
                {community?.name}: <strong>{term('GuidanceDecision', decision)}</strong> {response?.reason}{' '}
                {response?.countermeasure}
              </li>
            ))}
          </ul>
        </Action>
      )}
    </>
  )
}
