import type { ReactNode } from 'react'
import type { Asked } from '../graph/use-answer'
import { type GraphError, isOutage } from '../graph/answer'
import { useWords } from '../i18n/words'
import { ErrorLines } from './error-lines'
import { Failed } from './failed'
import { Notice } from './notice'
import { stateWords } from './state-words'
import './states.css'

interface AnsweredProps<Data> {
  readonly of: Asked<Data>
  /** Whether the answer holds nothing to show. */
  readonly isEmpty?: (data: Data) => boolean
  /** What stands there when it is empty. */
  readonly empty?: ReactNode
  /** Errors of which the page says itself what they mean, where the missing part would stand. */
  readonly isSaid?: (error: GraphError) => boolean
  readonly children: (data: Data) => ReactNode
}

/** Shows an answer, or its state: loading, empty, refused, a dead server, or a part that is missing. */
export function Answered<Data>({ of, isEmpty, empty, isSaid, children }: AnsweredProps<Data>) {
  const say = useWords(stateWords)
  const again = () => void of.refetch()
  if (of.isPending) {
    return (
      <p className="loading" role="status">
        {say('loading')}
      </p>
    )
  }
  if (of.isError) return <Failed error={of.error} onAgain={again} />
  const { data } = of.data
  const errors = of.data.errors.filter((error) => isSaid?.(error) !== true)
  return (
    <>
      {errors.length > 0 && (
        <Notice kind="partial" title={say(errors.some(isOutage) ? 'outage' : 'partial')} onAgain={again}>
          <ErrorLines errors={errors} />
        </Notice>
      )}
      {isEmpty?.(data) === true ? (empty ?? <p className="empty">{say('empty')}</p>) : children(data)}
    </>
  )
}
