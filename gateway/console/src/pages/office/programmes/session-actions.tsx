import { cancelSession } from '../../../generated/pages/office/programmes/cancel-session'
import { changeSession } from '../../../generated/pages/office/programmes/change-session'
import { recordAttendance } from '../../../generated/pages/office/programmes/record-attendance'
import { takeAttendanceBack } from '../../../generated/pages/office/programmes/take-attendance-back'
import { useWords } from '../../../i18n/words'
import { Action } from '../form/action'
import { WriteButton } from '../form/write-button'
import { WriteForm } from '../form/write-form'
import { officeWords } from '../office-words'

interface SessionActionsProps {
  readonly community: string
  readonly session: string
}

/** What an office does with a session: record who came, take it back, move it, cancel it. */
export function SessionActions({ community, session }: SessionActionsProps) {
  const say = useWords(officeWords)
  const fixed = { community, session }
  return (
    <div className="to-do">
      <Action name={say('attendance')}>
        <WriteForm
          operation={recordAttendance}
          fixed={fixed}
          submit={say('record')}
          done={({ recordAttendance: made }) => say('recorded', { count: made?.recorded ?? 0 })}
          fields={[{ name: 'residents', kind: 'lines' }]}
        />
      </Action>
      <Action name={say('takeBack')}>
        <WriteForm
          operation={takeAttendanceBack}
          fixed={fixed}
          submit={say('takeBack')}
          done={({ takeAttendanceBack: made }) => say('takenBack', { count: made?.takenBack ?? 0 })}
          fields={[{ name: 'residents', kind: 'lines' }]}
        />
      </Action>
      <Action name={say('move')}>
        <WriteForm
          operation={changeSession}
          fixed={fixed}
          submit={say('moveNow')}
          fields={[
            { name: 'startsAt', kind: 'moment' },
            { name: 'place', kind: 'line', isOptional: true },
          ]}
        />
      </Action>
      <WriteButton operation={cancelSession} input={fixed} label={say('cancelSession')} question={say('sureSession')} />
    </div>
  )
}
