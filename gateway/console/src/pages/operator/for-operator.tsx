import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../../i18n/words'
import { useSession } from '../../session/session'
import { operatorWords } from './operator-words'

/** What operators alone are shown; others how to come to it. */
export function ForOperator({ children }: { readonly children: ReactNode }) {
  const say = useWords(operatorWords)
  const { role } = useSession()
  if (role === 'operator') return children
  return (
    <p className="operator-text">
      {say('forOperator')}{' '}
      <Link to="/sign-in" search={{ from: '/operator' }}>
        {say('signIn')}
      </Link>
    </p>
  )
}
