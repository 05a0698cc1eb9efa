import { useState } from 'react'
import { answerVoice } from '../../../generated/pages/office/voices/answer-voice'
import { officeVoices } from '../../../generated/pages/office/voices/office-voices'
import { raiseVoice } from '../../../generated/pages/office/voices/raise-voice'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatMoment } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { Action } from '../form/action'
import { Choose } from '../form/choose'
import { useChoices } from '../form/use-choices'
import { WriteForm } from '../form/write-form'
import { officeWords } from '../office-words'
import { Pager, usePlace } from '../record/pager'

/** What residents said, with those that wait for an answer first. */
export function Voices({ community }: { readonly community: string }) {
  const say = useWords(officeWords)
  const term = useTerms()
  const choices = useChoices()
  const language = useLanguage()
  const place = usePlace()
  const [status, setStatus] = useState('OPEN')
  const variables = {
    community,
    status: status === '' ? null : (status as 'OPEN' | 'CLOSED'),
    after: place.after,
  }
  const asked = useAnswer(officeVoices, variables)
  return (
    <section aria-labelledby="voices">
      <h2 id="voices">{say('voices')}</h2>
      <p className="soft">{say('voiceNote')}</p>
      <Action name={say('raise')}>
        <WriteForm
          operation={raiseVoice}
          fixed={{ community }}
          submit={say('raiseNow')}
          hasKey
          fields={[
            { name: 'kind', kind: 'choice', choices: choices('VoiceKind') },
            { name: 'serviceCode', kind: 'choice', choices: choices('VoiceTopic') },
            { name: 'text', kind: 'text' },
            { name: 'resident', kind: 'line', isOptional: true },
          ]}
        />
      </Action>
      <Choose
        label={say('status')}
        all={say('all')}
        choices={choices('VoiceStatus')}
        value={status}
        onChange={(next) => {
          place.first()
          setStatus(next)
        }}
      />
      <Answered of={asked} isEmpty={({ community: of }) => !of?.voices || of.voices.nodes.length === 0}>
        {({ community: of }) => (
          <>
            <ul className="items">
              {of?.voices?.nodes.map(({ id, kind, serviceCode, status: state, requestedDatetime, answer }) => (
                <li key={id} className="card item">
                  <h3>
                    {term('VoiceKind', kind)} · {term('VoiceTopic', serviceCode)}
                  </h3>
                  <p className="soft">
                    {say('raised')} {formatMoment(requestedDatetime, language)} · {term('VoiceStatus', state)}
                  </p>
                  {answer ? (
                    <>
                      <p>{answer.text}</p>
                      <p className="soft">{say('answered', { moment: formatMoment(answer.answeredAt, language) })}</p>
                    </>
                  ) : (
                    <Action name={say('answer')}>
                      <WriteForm
                        operation={answerVoice}
                        fixed={{ community, voice: id }}
                        submit={say('answerNow')}
                        fields={[{ name: 'text', kind: 'text' }]}
                      />
                    </Action>
                  )}
                </li>
              ))}
            </ul>
            {of?.voices && <Pager of={of.voices} place={place} />}
          </>
        )}
      </Answered>
      <GraphLinks operation={officeVoices} variables={variables} />
    </section>
  )
}
