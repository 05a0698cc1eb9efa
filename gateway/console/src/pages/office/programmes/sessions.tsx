import type { OfficeProgrammeQuery } from '../../../generated/pages/office/programmes/office-programme'
import { scheduleSession } from '../../../generated/pages/office/programmes/schedule-session'
import { formatMoment } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Action } from '../form/action'
import { WriteForm } from '../form/write-form'
import { officeWords } from '../office-words'
import { RecordTable } from '../record/record-table'
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
      <RecordTable
        name={say('sessions')}
        rows={sessions}
        keyOf={({ id }) => id}
        columns={[
          { head: say('number'), isNumber: true, render: ({ ordinal }) => ordinal },
          { head: say('begins'), render: ({ startsAt }) => formatMoment(startsAt, language) },
          { head: say('place'), render: ({ place }) => place },
          { head: say('status'), render: ({ status }) => term('SessionStatus', status) },
          { head: say('attended'), isNumber: true, render: ({ attended }) => attended },
          {
            head: say('actions'),
            render: ({ id, status }) => status === 'SCHEDULED' && <SessionActions community={community} session={id} />,
          },
        ]}
      />
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
