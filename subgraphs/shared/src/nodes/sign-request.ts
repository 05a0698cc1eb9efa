import { type Sender, signMessage } from '../returns/signed-message.js'

/** Signs what is asked for a community of the register (`borough`) or of the hosted server (`community`). */
export async function signRequest(
  sender: Sender,
  audience: 'borough' | 'community',
  community: string,
  request: { readonly action: string },
  now: Date,
): Promise<string> {
  const claims = JSON.stringify({ community, ...request })
  return await signMessage('node', sender, audience, claims.slice(1, -1), now)
}
