import { KeysUnavailable, isUnreachable } from '@shequ/process/keys/token-fault'
import { type JWTVerifyGetKey, createRemoteJWKSet, customFetch } from 'jose'
import { z } from 'zod'
import { isSafe } from './is-safe.js'

/** How long a question to an issuer may take, in milliseconds. */
const patience = 5_000

/** How long an issuer that failed is left alone, in milliseconds. */
const leftAlone = 2_000

/** How long an issuer's metadata holds, in milliseconds: it may serve its keys elsewhere one day. */
const metadataAge = 60 * 60 * 1000

/** An unknown key makes the keys be fetched anew, once in so many milliseconds at the most. */
const cooldownDuration = 1_000

/** How long keys hold without being fetched anew, in milliseconds. A key that an issuer withdrew is not believed longer. */
const cacheMaxAge = 5 * 60 * 1000

const metadata = z.object({ issuer: z.string(), jwks_uri: z.string().refine(isSafe) })

/**
 * The keys of an OpenID Connect issuer, as it publishes them: its metadata is asked where they are (OpenID Connect Discovery 1.0), then
 * they are fetched. Both are fetched when they are first needed, and anew when they are old, or when a token names an unknown key. An
 * issuer that fails is left alone for a moment; keys that are known hold meanwhile.
 *
 * @param tell is told of each failure
 * @returns a function that rejects with {@link KeysUnavailable} while the issuer can't be reached or says something else.
 */
export function publishedKeys(issuer: string, tell: (error: unknown) => void = () => undefined): JWTVerifyGetKey {
  let keys: { readonly get: JWTVerifyGetKey; readonly address: string; readonly foundAt: number } | undefined
  let finding: Promise<void> | undefined
  let failure: { readonly cause: unknown; readonly at: number } | undefined

  /** Asks the issuer, unless it failed just now. */
  const ask = async (address: string, options: RequestInit): Promise<Response> => {
    if (failure !== undefined && Date.now() < failure.at + leftAlone) throw failure.cause
    try {
      const response = await fetch(address, options)
      if (response.ok) return response
      throw new Error(`Expected an answer of ${address}, but got the status ${response.status}.`)
    } catch (cause) {
      failure = { cause, at: Date.now() }
      tell(cause)
      throw cause
    }
  }
  const find = async () => {
    const address = await discover(issuer, ask)
    const options = { timeoutDuration: patience, cooldownDuration, cacheMaxAge, [customFetch]: ask }
    const get = keys?.address === address ? keys.get : createRemoteJWKSet(new URL(address), options)
    keys = { get, address, foundAt: Date.now() }
  }
  return async (header, token) => {
    try {
      if (keys === undefined || Date.now() > keys.foundAt + metadataAge) {
        finding ??= find().finally(() => (finding = undefined))
        await finding.catch((error: unknown) => {
          if (keys === undefined) throw error
        })
      }
      if (keys === undefined) throw new Error('Expected the keys to be found.')
      return await keys.get(header, token)
    } catch (error) {
      if (isUnreachable(error)) throw new KeysUnavailable("the issuer's keys can't be had", { cause: error })
      throw error
    }
  }
}

type Ask = (address: string, options: RequestInit) => Promise<Response>

/** Where an issuer says that its keys are. */
async function discover(issuer: string, ask: Ask): Promise<string> {
  const response = await ask(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(patience),
  })
  const said = metadata.parse(await response.json())
  if (said.issuer !== issuer) throw new Error(`Expected the metadata of ${issuer}, but it is of another issuer.`)
  return said.jwks_uri
}
