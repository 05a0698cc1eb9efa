import { Button } from 'react-aria-components/Button'
import { cancelProgramme } from '../../../generated/pages/office/programmes/cancel-programme'
import { officeProgramme } from '../../../generated/pages/office/programmes/office-programme'
import { GraphLinks } from '../../../graph/graph-links'
import { useAnswer } from '../../../graph/use-answer'
import { formatDay } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { Answered } from '../../../states/answered'
import { WriteButton } from '../form/write-button'
import { officeWords } from '../office-words'
import { Enrolments } from './enrolments'
import { Sessions } from './sessions'

interface ProgrammeDetailsProps {
  readonly community: string
  readonly id: string
  readonly onBack: () => void
}

/** One programme: what it is, its places and its sessions. */
export function ProgrammeDetails({ community, id, onBack }: ProgrammeDetailsProps) {
  const say = useWords(officeWords)
  const term = useTerms()
  const language = useLanguage()
  const variables = { programme: id }
  const asked = useAnswer(officeProgramme, variables)
  return (
    <section>
      <Button className="button" onPress={onBack} ref={focus}>
        {say('back')}
      </Button>
      <Answered of={asked} isEmpty={({ programme }) => programme === null}>
        {({ programme }) =>
          programme && (
            <>
              <h2>{programme.title}</h2>
              <p>{programme.description}</p>
              <p className="soft">
                {term('ProgrammeKind', programme.kind)} · {term('ProgrammeStatus', programme.status)} ·{' '}
                {say('period', {
                  from: formatDay(programme.startsOn, language),
                  to: formatDay(programme.endsOn, language),
                })}{' '}
                · {say('free')}: {say('freeOf', { free: programme.freePlaces ?? 0, capacity: programme.capacity })}
              </p>
              {programme.status === 'PUBLISHED' && (
                <>
                  <Enrolments community={community} programme={id} />
                  <Sessions community={community} programme={id} sessions={programme.sessions.nodes} />
                  <WriteButton
                    operation={cancelProgramme}
                    input={{ community, programme: id }}
                    label={say('cancelProgramme')}
                    question={say('sureProgramme')}
                  />
                </>
              )}
            </>
          )
        }
      </Answered>
      <GraphLinks operation={officeProgramme} variables={variables} />
    </section>
  )
}

/** Whoever opened the programme goes on here. */
function focus(element: HTMLElement | null): void {
  element?.focus()
}
