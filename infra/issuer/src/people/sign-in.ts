import { addressGroup } from '@shequ/process/addresses/address-group'
import type { Pool } from 'pg'
import { isPasswordOf } from './people.js'
import { type CountGuesses, Guesses } from './guesses.js'

/** What somebody sends who signs in. */
export interface SignInAttempt {
  readonly name: string
  readonly password: string
  /** From which address; in IPv6 its /64 counts. */
  readonly address: string
}

/** What came of it: the person is who they say, or may try again in so many seconds. */
export type SignInOutcome = { readonly isRight: true } | { readonly isRight: false; readonly waitSeconds: number }

/** Signs people in by their passwords. A right one is not looked at either while guesses of its address have to wait. */
export function createSignIn(
  pool: Pool,
  guesses: CountGuesses = new Guesses(),
): (attempt: SignInAttempt) => Promise<SignInOutcome> {
  return async ({ name, password, address }) => {
    const group = addressGroup(address)
    const waitSeconds = await guesses.begin(name, group)
    if (waitSeconds > 0 || !(await isPasswordOf(pool, name, password))) return { isRight: false, waitSeconds }
    await guesses.forget(name, group)
    return { isRight: true }
  }
}
