import { type OfficeGuidanceQuery, officeGuidance } from '../../../generated/pages/office/guidance/office-guidance'
import { answerGuidance } from '../../../generated/pages/office/guidance/answer-guidance'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatDay } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Action } from '../form/action'
import { todayInChina } from '../form/field'
import { useChoices } from '../form/use-choices'
import { WriteForm } from '../form/write-form'
import { officeWords } from '../office-words'
import { guidanceOf } from './guidance-of'

/** The guidance of borough and city: what waits for an answer, and what was answered how. */
export function Guidance({ community }: { readonly community: string }) {
  const say = useWords(officeWords)
  const variables = { community }
  const asked = useAnswer(officeGuidance, variables)
  return (
    <section aria-labelledby="guidance">
      <h2 id="guidance">{say('guidance')}</h2>
      <p className="soft">{say('why')}</p>
      <Answered of={asked}>{({ community: of }) => <Lists community={community} of={of} />}</Answered>
      <GraphLinks operation={officeGuidance} variables={variables} />
    </section>
  )
}

function Lists({ community, of }: { readonly community: string; readonly of: OfficeGuidanceQuery['community'] }) {
  const say = useWords(officeWords)
  const term = useTerms()
  const choices = useChoices()
  const language = useLanguage()
  const all = guidanceOf(of)
  const waiting = all.filter(({ answer }) => answer === undefined)
  const facts = ({ isCity, issuedOn, answerBy }: (typeof all)[number]) =>
    [
      say(isCity ? 'byCity' : 'byBorough'),
      say('issued', { day: formatDay(issuedOn, language) }),
      ...(answerBy === null ? [] : [say('answerBy', { day: formatDay(answerBy, language) })]),
    ].join(' · ')
  return (
    <>
      <h3>{say('toAnswer')}</h3>
      {waiting.length === 0 && <p className="empty">{say('nothingToAnswer')}</p>}
      <ul className="items">
        {waiting.map((one) => (
          <li key={one.id} className="card item">
            <h3>{one.title}</h3>
            <p>{one.text}</p>
            <p className="soft">{facts(one)}</p>
            <Action name={say('decide')}>
              <WriteForm
                operation={answerGuidance}
                fixed={{ community, guidance: one.id }}
                submit={say('decideNow')}
                fields={[
                  { name: 'decision', kind: 'choice', choices: choices('GuidanceDecision') },
                  { name: 'reason', kind: 'text', isOptional: true },
                  { name: 'countermeasure', kind: 'text', isOptional: true },
                  { name: 'answeredOn', kind: 'day', value: todayInChina() },
                ]}
              />
            </Action>
          </li>
        ))}
      </ul>
      <h3>{say('answeredBefore')}</h3>
      <ul className="items">
        {all.map(
          ({ answer, ...one }) =>
            answer && (
              <li key={one.id} className="card item">
                <h3>{one.title}</h3>
                <p className="soft">{facts({ ...one, answer })}</p>
                <p>
                  <strong>{term('GuidanceDecision', answer.decision)}</strong> {answer.reason} {answer.countermeasure}
                </p>
              </li>
            ),
        )}
      </ul>
    </>
  )
}
