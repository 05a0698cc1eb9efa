import { keysFolder, localKeyName } from '@shequ/cli/run/keys'
import { loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { gatewayAudience, localIssuer, mintViewerToken } from '@shequ/process/keys/viewer-token'
import { anonymous, type Role } from '@shequ/schema/viewer'

/** Mints a token for the gateway. An app is named by its subject, an organisation by its credit code. */
export type MintToken = (role: Role, division?: string, subject?: string, organisation?: string) => Promise<string>

/** Mints tokens by the issuer's key of a data folder, as `hub token` does. */
export async function localTokens(dataDir: string): Promise<MintToken> {
  const key = await loadOrCreateSigningKey(keysFolder(dataDir), localKeyName)
  const terms = { issuer: localIssuer, audience: gatewayAudience, lifetime: 600 }
  return (role, division, subject = 'test', organisation) =>
    mintViewerToken(
      key,
      { ...anonymous, subject, role, division: division ?? null, organisation: organisation ?? null },
      terms,
    )
}
