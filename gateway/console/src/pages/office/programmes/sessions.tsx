import type { OfficeProgrammeQuery } from '../../../generated/pages/office/programmes/office-programme'
import { scheduleSession } from '../../../generated/pages/office/programmes/schedule-session'
import { formatMoment } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Action } from '../form/action'
import { WriteForm } from '../form/write-form'
import { officeWords } from '../office-words'
import { SessionActions } from './session-actions'

type Session = NonNullable<OfficeProgrammeQuery['programme']>['sessions']['nodes'][number]

interface SessionsProps {
  readonly community: string
  readonly programme: string
  readonly sessions: readonly Session[]
}

/** The sessions of a programme, each with what can be done. */
export function Sessions({ community, programme, sessions }: SessionsProps) {
  const say = useWords(officeWords)
  const term = useTerms()
  const language = useLanguage()
  return (
    <>
      <h3>{say('sessions')}</h3>
      {sessions.length === 0 && <p className="empty">{say('noSessions')}</p>}
      <ol className="items items-close">
        {sessions.map(({ id, ordinal, startsAt, place, status, attended }) => (
          <li key={id} className="card item">
            <p>
              {say('number', { ordinal })} · <strong>{formatMoment(startsAt, language)}</strong>
              {place !== null && <> · {place}</>}
            </p>
            <p className="soft">
              {term('SessionStatus', status)} · {say('attended', { count: attended ?? 0 })}
            </p>
            {status === 'SCHEDULED' && <SessionActions community={community} session={id} />}
          </li>
        ))}
      </ol>
      <Action name={say('schedule')}>
        <WriteForm
          operation={scheduleSession}
          fixed={{ community, programme }}
          submit={say('scheduleNow')}
          hasKey
          fields={[
            { name: 'startsAt', kind: 'moment' },
            { name: 'endsAt', kind: 'moment' },
            { name: 'place', kind: 'line', isOptional: true },
          ]}
        />
      </Action>
    </>
  )
}
