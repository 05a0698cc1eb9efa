import { cancelEnrolment } from '../../../generated/pages/office/programmes/cancel-enrolment'
import { enrolResident } from '../../../generated/pages/office/programmes/enrol-resident'
import { useWords } from '../../../i18n/words'
import { Action } from '../form/action'
import { useChoices } from '../form/use-choices'
import { WriteForm } from '../form/write-form'
import { officeWords } from '../office-words'

interface EnrolmentsProps {
  readonly community: string
  readonly programme: string
}

/** Places for residents, whom the office names by references of its own. */
export function Enrolments({ community, programme }: EnrolmentsProps) {
  const say = useWords(officeWords)
  const choices = useChoices()
  return (
    <>
      <p className="soft">{say('references')}</p>
      <Action name={say('enrol')}>
        <WriteForm
          operation={enrolResident}
          fixed={{ community, programme }}
          submit={say('enrolNow')}
          done={() => say('enrolled')}
          fields={[
            { name: 'resident', kind: 'line' },
            { name: 'learnerGroup', kind: 'choice', choices: choices('LearnerGroup') },
            { name: 'sixtyOrOver', kind: 'yes' },
          ]}
        />
      </Action>
      <Action name={say('giveUp')}>
        <WriteForm
          operation={cancelEnrolment}
          fixed={{ community, programme }}
          submit={say('giveUpNow')}
          done={() => say('gaveUp')}
          fields={[{ name: 'resident', kind: 'line' }]}
        />
      </Action>
    </>
  )
}
