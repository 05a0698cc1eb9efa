import * as openid from 'openid-client'

/** A browser that keeps cookies by name and follows the issuer's redirects, until it is sent back to the client at `end`. */
export function cookieBrowser(end: string) {
  const cookies = new Map<string, string>()
  const visit = async (
    address: string,
    form?: Record<string, string>,
  ): Promise<{ at: string; page: string; status: number }> => {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const to = response.headers.get('location')
    if (to === null) return { at: address, page: await response.text(), status: response.status }
    const next = new URL(to, address).href
    return next.startsWith(end) ? { at: next, page: '', status: response.status } : await visit(next)
  }
  return { visit, cookies }
}

/** A sign-in that was begun: the address to go to, and what the client holds the answer against. */
interface BegunSignIn {
  readonly address: string
  readonly checks: { readonly pkceCodeVerifier: string; readonly expectedState: string }
}

/** Begins to sign in to a client. */
export async function beginSignIn(config: openid.Configuration, back: string): Promise<BegunSignIn> {
  const verifier = openid.randomPKCECodeVerifier()
  const state = openid.randomState()
  const address = openid.buildAuthorizationUrl(config, {
    redirect_uri: back,
    scope: 'openid',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
  })
  return { address: address.href, checks: { pkceCodeVerifier: verifier, expectedState: state } }
}

/** Signs a person in to a client, and gives the tokens that the client gets. */
export async function signIn(
  config: openid.Configuration,
  back: string,
  person: { readonly name: string; readonly password: string },
): Promise<openid.TokenEndpointResponse> {
  const { visit } = cookieBrowser(back)
  const { address, checks } = await beginSignIn(config, back)
  const { at: page } = await visit(address)
  const { at } = await visit(page, { ...person })
  return await openid.authorizationCodeGrant(config, new URL(at), checks)
}
