import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useWords } from '../i18n/words'
import { stateWords } from './state-words'
import './states.css'

interface NoticeProps {
  readonly kind: 'refused' | 'outage' | 'partial'
  readonly title: string
  readonly children?: ReactNode
  /** Asks again; left out where that would change nothing. */
  readonly onAgain?: (() => void) | undefined
}

/** Says what is wrong, and what to do. */
export function Notice({ kind, title, children, onAgain }: NoticeProps) {
  const say = useWords(stateWords)
  return (
    <div className={`notice notice-${kind}`} role={kind === 'partial' ? 'status' : 'alert'}>
      <p className="notice-title">{title}</p>
      {children}
      {onAgain && (
        <Button className="button" onPress={onAgain}>
          {say('again')}
        </Button>
      )}
    </div>
  )
}
