import { loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { gatewayAudience, localIssuer, mintViewerToken } from '@shequ/process/keys/viewer-token'
import { type Role, anonymous } from '@shequ/schema/viewer'
import { readEnvironment } from '@shequ/process/read-environment'
import { askingEnvironment } from '../run/environment.js'
import { keysFolder, localKeyName } from '../run/keys.js'

/** Seconds for which a command's token is good. */
const lifetime = 60

/** Asks the graph of a hub as an office: with the token of `HUB_TOKEN`, or with one of the machine's own key. */
export async function askHubGraph(
  { hub, dataDir, role, division }: { hub: string; dataDir: string; role: Role; division: string },
  query: string,
  variables: object,
): Promise<unknown> {
  const token = readEnvironment(askingEnvironment).HUB_TOKEN ?? (await signToken(dataDir, role, division))
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

async function signToken(dataDir: string, role: Role, division: string): Promise<string> {
  const key = await loadOrCreateSigningKey(keysFolder(dataDir), localKeyName)
  const viewer = { ...anonymous, subject: division, role, division }
  return await mintViewerToken(key, viewer, { issuer: localIssuer, audience: gatewayAudience, lifetime })
}
