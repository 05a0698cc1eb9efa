import { useSession } from '../session/session'

/** Who is signed in. */
export function Account() {
  const { role, division } = useSession()
  if (role === null) return null
  return (
    <p className="account">
      {role} {division}
    </p>
  )
}
