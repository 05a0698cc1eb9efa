import { createLocalJWKSet, jwtVerify } from 'jose'
import type { Pool } from 'pg'
import { isSecretOfClient } from './clients/change-client.js'
import type { SigningKeys } from './keys/token-keys.js'
import { revoke } from './revocations/revoke.js'

export interface RevokeParts {
  readonly pool: Pool
  readonly keys: SigningKeys
  readonly issuer: string
}

/**
 * Ends an access token of a client (RFC 7009), which names itself as at the token endpoint. `oidc-provider` ends no tokens that are JWTs,
 * since it keeps none. A token that is none, or another client's, is answered like one that was ended.
 */
export async function revokeToken(
  form: URLSearchParams,
  authorization: string | undefined,
  { pool, keys, issuer }: RevokeParts,
): Promise<{ readonly status: number; readonly body: string | Record<string, string> }> {
  const { id, secret } = credentials(form, authorization)
  if (!(await isSecretOfClient(pool, id, secret))) {
    return { status: 401, body: { error: 'invalid_client', error_description: 'client authentication failed' } }
  }
  const token = form.get('token')
  if (token === null) return { status: 400, body: { error: 'invalid_request', error_description: 'token is missing' } }
  const jwks = createLocalJWKSet({ keys: keys.map(({ d: _private, ...key }) => key) as never })
  const verified = await jwtVerify(token, jwks, { issuer, algorithms: ['EdDSA'] }).catch(() => undefined)
  const { jti, client_id: client } = verified?.payload ?? {}
  if (jti !== undefined && client === id) await revoke(pool, 'token', jti)
  return { status: 200, body: '' }
}

function credentials(form: URLSearchParams, authorization = ''): { readonly id: string; readonly secret: string } {
  const basic = /^basic +(\S+)$/i.exec(authorization)?.[1]
  if (basic === undefined) return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' }
  const text = Buffer.from(basic, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  const [id, secret] = new URLSearchParams(`id=${text.slice(0, colon)}&secret=${text.slice(colon + 1)}`).values()
  return { id: id ?? '', secret: secret ?? '' }
}
