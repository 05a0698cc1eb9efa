import { Link, useLocation } from '@tanstack/react-router'
import { Button } from 'react-aria-components/Button'
import { useWords } from '../i18n/words'
import { roleNames } from '../pages/sign-in/role-names'
import { signInWords } from '../pages/sign-in/sign-in-words'
import { useSession } from '../session/session'

/** Who is signed in, and the way out; or the way in. */
export function Account() {
  const say = useWords(signInWords)
  const { pathname } = useLocation()
  const { role, division, organisation } = useSession()
  if (role === null) {
    const from = pathname.startsWith('/sign-in') ? '/' : pathname
    return (
      <p className="account">
        <Link to="/sign-in" search={(now) => ({ ...(now.city !== undefined && { city: now.city }), from })}>
          {say('signIn')}
        </Link>
      </p>
    )
  }
  const name = say(roleNames[role as keyof typeof roleNames] ?? 'role')
  const of = division ?? organisation
  return (
    <p className="account account-in">
      {of === null ? name : say('of', { role: name, division: of })}{' '}
      <Button className="button" onPress={() => void signOutHere()}>
        {say('signOut')}
      </Button>
    </p>
  )
}

/** What signing in by the issuer needs is loaded with it. */
async function signOutHere(): Promise<void> {
  const { leave } = await import('../session/sign-in-by-issuer')
  await leave()
}
