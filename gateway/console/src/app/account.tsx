import { Link, useLocation } from '@tanstack/react-router'
import { Button } from 'react-aria-components/Button'
import { useRoleName } from '../i18n/role-name'
import { useWords } from '../i18n/words'
import { useDivisionName, useOrganisationName } from '../names/use-names'
import { signInWords } from '../pages/sign-in/sign-in-words'
import { useSession } from '../session/session'

/** Who is signed in, and the way out; or the way in. */
export function Account() {
  const say = useWords(signInWords)
  const { pathname } = useLocation()
  const { role } = useSession()
  if (role !== null) return <SignedIn role={role} />
  const from = pathname.startsWith('/sign-in') ? '/' : pathname
  return (
    <p className="account">
      <Link to="/sign-in" search={(now) => ({ ...(now.city !== undefined && { city: now.city }), from })}>
        {say('signIn')}
      </Link>
    </p>
  )
}

function SignedIn({ role }: { readonly role: string }) {
  const say = useWords(signInWords)
  const roleName = useRoleName()
  const { division, organisation } = useSession()
  const ofDivision = useDivisionName(division)
  const ofOrganisation = useOrganisationName(division === null ? organisation : null)
  const of = ofDivision ?? ofOrganisation
  return (
    <p className="account account-in" title={division ?? organisation ?? undefined}>
      {of === null ? roleName(role) : say('of', { role: roleName(role), division: of })}{' '}
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
