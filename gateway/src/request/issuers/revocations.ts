import { KeysUnavailable, UnacceptableToken } from '@shequ/process/keys/token-fault'
import { revocationName } from '@shequ/process/keys/revocation-name'
import type { JWTPayload } from 'jose'

/** How often an issuer is asked what it revoked, in milliseconds. */
const asksEvery = 1_000

/** How old its last answer may be, in milliseconds. Without a younger one nobody knows what was revoked, and no token is taken. */
export const oldestAnswer = 4_000

/** Reads what an issuer revoked, each by its {@link revocationName}. */
export type ReadRevocations = () => Promise<readonly string[]>

/** Knows what an issuer revoked, as of a few seconds ago at the most. */
export interface Revocations {
  /** Waits for the first answer, as long as a later one may take. */
  first(): Promise<void>
  /**
   * @throws {UnacceptableToken} when the token, its client or its person was revoked.
   * @throws {KeysUnavailable} when the issuer has not answered lately.
   */
  require(claims: JWTPayload): void
  stop(): void
}

/**
 * Follows what an issuer revokes by asking it each second. Asking proves with each answer that the list is whole and young; a message that
 * does not come proves nothing. It takes no right in the issuer's database, and works across any network.
 */
export function followRevocations(read: ReadRevocations): Revocations {
  let revoked: ReadonlySet<string> = new Set()
  let askedAt = -Infinity
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  const ask = async (): Promise<void> => {
    // What was revoked since the question went out may not be in its answer: the answer is as old as the question.
    const begun = performance.now()
    try {
      revoked = new Set(await read())
      askedAt = begun
    } catch {
      // Told by its age.
    }
    if (!isStopped) timer = setTimeout(() => void ask(), asksEvery).unref()
  }
  const first = ask()
  return {
    first: () => first,
    require(claims) {
      if (performance.now() > askedAt + oldestAnswer)
        throw new KeysUnavailable('what its issuer has revoked is not known at present')
      if (revoked.size > 0 && namesOf(claims).some((name) => revoked.has(name)))
        throw new UnacceptableToken('it was revoked, or its client was', 'REVOKED')
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

function namesOf({ client_id: client, sub: person, jti: token }: JWTPayload): readonly string[] {
  return [
    revocationName('client', String(client)),
    revocationName('person', String(person)),
    revocationName('token', String(token)),
  ]
}
