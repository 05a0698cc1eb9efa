import type { AdapterPayload } from 'oidc-provider'
import type { Client } from '../clients/client.js'

/**
 * A client as `oidc-provider` takes it: one that asks for itself, or one that people sign in to, by a code with PKCE. Its secret is not
 * here: {@link openProvider} compares with the hash.
 */
export function clientMetadata({ id, name, redirectUris }: Client): AdapterPayload {
  const isForPeople = redirectUris.length > 0
  return {
    client_id: id,
    client_name: name,
    // The library wants one to be there for a client that authenticates by it.
    client_secret: 'compared with its hash',
    grant_types: isForPeople ? ['authorization_code', 'client_credentials'] : ['client_credentials'],
    response_types: isForPeople ? ['code'] : [],
    redirect_uris: redirectUris,
  }
}
