import { Refused, isLackOfRights, isOutage } from '../graph/answer'
import { useWords } from '../i18n/words'
import { ErrorLines } from './error-lines'
import { Notice } from './notice'
import { stateWords } from './state-words'

interface FailedProps {
  readonly error: Error
  readonly onAgain?: () => void
}

/** In the place of a page's content: why nothing came, and the next step. */
export function Failed({ error, onAgain }: FailedProps) {
  const say = useWords(stateWords)
  if (!(error instanceof Refused)) {
    return (
      <Notice kind="outage" title={say('unreachable')} onAgain={onAgain}>
        <p>{say('unreachableNext')}</p>
      </Notice>
    )
  }
  const { errors, retryAfter } = error
  if (errors.some(isOutage)) {
    return (
      <Notice kind="outage" title={say('outage')} onAgain={onAgain}>
        <p>{say('outageNext')}</p>
        <ErrorLines errors={errors} />
      </Notice>
    )
  }
  const lacksRights = errors.some(isLackOfRights)
  return (
    <Notice kind="refused" title={say(lacksRights ? 'noRight' : 'refused')} onAgain={lacksRights ? undefined : onAgain}>
      <ErrorLines errors={errors} />
      {lacksRights && <p>{say('noRightNext')}</p>}
      {retryAfter !== null && <p>{say('retryIn', { seconds: retryAfter })}</p>}
    </Notice>
  )
}
