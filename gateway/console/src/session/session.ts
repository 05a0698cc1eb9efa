import { useSyncExternalStore } from 'react'

/** Who looks at the console. Tokens live in memory alone: a page that is loaded anew has none. */
export interface Session {
  /** Another for each sign-in, so that nobody is shown what was asked as somebody else. */
  readonly number: number
  /** The token that goes with each operation; null for whoever is not signed in. */
  readonly token: string | null
  /** The token's role, as `planner`; null without a token. */
  readonly role: string | null
  /** The code of the division that the viewer acts for. */
  readonly division: string | null
  /** The credit code of the viewer's organisation. */
  readonly organisation: string | null
}

const signedOut: Session = { number: 0, token: null, role: null, division: null, organisation: null }

let current = signedOut
const listeners = new Set<() => void>()

/** Who looks now. */
export function sessionNow(): Session {
  return current
}

/** Who looks, for a component that shows it. */
export function useSession(): Session {
  return useSyncExternalStore(subscribe, sessionNow)
}

/** Takes in who signed in, or a later token of the same viewer. */
export function signIn(viewer: Omit<Session, 'number'>): void {
  const isSame =
    current.token !== null &&
    viewer.role === current.role &&
    viewer.division === current.division &&
    viewer.organisation === current.organisation
  tell({ ...viewer, number: isSame ? current.number : current.number + 1 })
}

/** Forgets the token. */
export function signOut(): void {
  tell({ ...signedOut, number: current.number + 1 })
}

function tell(next: Session): void {
  current = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
