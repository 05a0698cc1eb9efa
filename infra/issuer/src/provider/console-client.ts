import { consoleClientId } from '@shequ/process/keys/console-client'
import type { ClientMetadata } from 'oidc-provider'

/** Where people who signed in to the console are sent back to, below its own address. */
const backPath = '/sign-in/back'

/** Where the console of a hub is: beside its issuer, unless it is configured. On one's own machine, browsers know it by another name as well. */
export function consoleUrlsOf(issuer: string, configured: string | undefined): readonly string[] {
  const url = new URL(configured ?? '/console', issuer)
  const names = url.hostname === '127.0.0.1' ? [url.hostname, 'localhost'] : [url.hostname]
  return names.map((hostname) => Object.assign(new URL(url), { hostname }).href.replace(/\/$/, ''))
}

/**
 * The console as a client: people sign in to it by a code with PKCE. It has no secret, since a browser can't keep one. Its refresh tokens
 * are good once.
 */
export function consoleClient(consoleUrls: readonly string[]): ClientMetadata {
  return {
    client_id: consoleClientId,
    client_name: '社区枢纽 · Shequ Hub',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: consoleUrls.map((url) => `${url}${backPath}`),
  }
}
