import type { Session } from './session'
import { TokenRefused, takeToken } from './take-token'

/** Whom somebody wants to look at the hub as. */
export type TriedRole = Pick<Session, 'division' | 'organisation'> & { readonly role: string }

const storedAs = 'console-try'

/** Keeps the secret of the link that `npm start` prints, as long as the tab is open, and takes it out of the address. */
function keepTryingSecret(): void {
  const { hash, pathname, search } = window.location
  const secret = new URLSearchParams(hash.slice(1)).get('try')
  if (secret === null) return
  sessionStorage.setItem(storedAs, secret)
  window.history.replaceState(window.history.state, '', `${pathname}${search}`)
}

/** Whether this tab was opened by the link. */
export function mayTryRoles(): boolean {
  keepTryingSecret()
  return sessionStorage.getItem(storedAs) !== null
}

/**
 * Takes a role for trying, on the machine of the hub.
 *
 * @throws {TokenRefused} when the hub gives none, as when it was started again.
 */
export async function tryRole(role: TriedRole): Promise<void> {
  const response = await fetch('/console/try', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...role, secret: sessionStorage.getItem(storedAs) ?? '' }),
  })
  const { token, errors } = (await response.json()) as { token?: string; errors?: readonly { message: string }[] }
  if (token === undefined) {
    sessionStorage.removeItem(storedAs)
    throw new TokenRefused(errors?.[0]?.message)
  }
  await takeToken(token)
}
