import type { ClientMetadata } from 'oidc-provider'

/** The name of the hub's own pages as a client. */
export const consoleClientId = 'console'

/** Where people who signed in to the console are sent back to, below its own address. */
const backPath = '/sign-in/back'

/** The console of a hub whose issuer is at an address: beside it, unless it is configured. */
export function consoleUrlOf(issuer: string, configured: string | undefined): string {
  return (configured ?? new URL('/console', issuer).href).replace(/\/$/, '')
}

/**
 * The console as a client: people sign in to it by a code with PKCE. It has no secret, since a browser can't keep one. Its refresh tokens
 * are good once.
 */
export function consoleClient(consoleUrl: string): ClientMetadata {
  return {
    client_id: consoleClientId,
    client_name: '社区枢纽 · Shequ Hub',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [`${consoleUrl}${backPath}`],
  }
}
