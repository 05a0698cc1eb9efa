import { loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { gatewayAudience, localIssuer, mintViewerToken } from '@shequ/process/keys/viewer-token'
import { type Role, anonymous } from '@shequ/schema/viewer'
import { keysFolder, localKeyName } from '../run/keys.js'

/** Seconds for which a command's token is good. */
const lifetime = 60

/** Asks the graph of a hub as an office, with a token of the data folder's local issuer. */
export async function askHubGraph(
  { hub, dataDir, role, division }: { hub: string; dataDir: string; role: Role; division: string },
  query: string,
  variables: object,
): Promise<unknown> {
  const key = await loadOrCreateSigningKey(keysFolder(dataDir), localKeyName)
  const viewer = { ...anonymous, subject: division, role, division }
  const token = await mintViewerToken(key, viewer, { issuer: localIssuer, audience: gatewayAudience, lifetime })
  const response = await fetch(`${hub}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  }).catch(() => {
    throw new Error(`Expected a hub at ${hub}, but nothing answered there. Start it, or name it by --hub.`)
  })
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: readonly { message: string }[] }
  if (errors?.[0]) throw new Error(errors[0].message)
  return data
}
