import { Unreachable } from '../graph/answer'
import { type Session, signIn } from './session'

type Viewer = Pick<Session, 'role' | 'division' | 'organisation'>

/**
 * Signs in with a token, as whom the hub takes it for: issuers say that in ways of their own, which the hub's table knows.
 *
 * @throws {TokenRefused} when the hub does not take it.
 * @throws {Unreachable} when the hub does not answer.
 */
export async function takeToken(token: string): Promise<void> {
  const response = await fetch('/console/viewer.json', { headers: { authorization: `Bearer ${token}` } }).catch(
    (error: unknown) => {
      throw new Unreachable(error)
    },
  )
  if (!response.ok) throw new TokenRefused(await reasonOf(response))
  signIn({ token, ...((await response.json()) as Viewer) })
}

/** The hub does not take a token; the message is the hub's. */
export class TokenRefused extends Error {}

async function reasonOf(response: Response): Promise<string> {
  const { errors } = (await response.json()) as { errors?: readonly { readonly message: string }[] }
  return errors?.[0]?.message ?? String(response.status)
}
