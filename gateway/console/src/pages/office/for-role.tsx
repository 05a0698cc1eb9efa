import type { ReactNode } from 'react'
import { useSession } from '../../session/session'
import { useRoleName } from '../../i18n/role-name'
import { useWords } from '../../i18n/words'
import { Notice } from '../../states/notice'
import { officeWords } from './office-words'

interface ForRoleProps {
  /** The role for which the page is, as tokens have it. */
  readonly roles: readonly string[]
  readonly children: (division: string, role: string) => ReactNode
}

/** A page for an office: for others, whose it is and what to do. */
export function ForRole({ roles, children }: ForRoleProps) {
  const say = useWords(officeWords)
  const roleName = useRoleName()
  const { role, division } = useSession()
  if (role !== null && division !== null && roles.includes(role)) return children(division, role)
  const names = roles.map(roleName)
  return (
    <Notice kind="refused" title={say('forOffice')}>
      <p>{say('signInAs', { roles: names.join(say('or')) })}</p>
    </Notice>
  )
}
