import { gatewayEnvironment } from '@shequ/gateway/config'
import { findSigningKey, loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { gatewayAudience, localIssuer, mintViewerToken } from '@shequ/process/keys/viewer-token'
import { readEnvironment } from '@shequ/process/read-environment'
import { isCreditCode } from '@shequ/schema/codes/credit-code'
import { isDivisionCode, withoutPadding } from '@shequ/schema/codes/division-code'
import { appNameForm, isAppName } from '@shequ/schema/codes/app-name'
import { type Role, roles, type Viewer } from '@shequ/schema/viewer'
import { officeLevels } from '@shequ/schema/viewer-fault'
import { z } from 'zod'
import { dataEnvironment } from '../run/environment.js'
import { keysFolder, localKeyName } from '../run/keys.js'
import { say } from '../run/say.js'

const tokenEnvironment = z.object({ ...dataEnvironment.shape, LOCAL_TOKENS: gatewayEnvironment.shape.LOCAL_TOKENS })

const twelveHours = 12 * 60 * 60

/**
 * Prints a token of the data folder's local issuer, and nothing else. Where there is no key yet, one is made, and standard error
 * says so: a hub that runs with another data folder does not know it.
 *
 * @throws {Error} when the role is none, the division or organisation does not fit it, or the hub takes no such tokens.
 */
export async function token(
  roleName: string,
  { division, org, app }: { division?: string; org?: string; app?: string },
): Promise<void> {
  const { DATA_DIR, LOCAL_TOKENS } = readEnvironment(tokenEnvironment)
  if (!LOCAL_TOKENS)
    throw new Error(
      'Tokens of the machine’s own key are switched off (LOCAL_TOKENS), and the hub takes none. Add a client or a person: `hub client add`, `hub person add`.',
    )
  const viewer = toViewer(roleName, division, org, app)
  const folder = keysFolder(DATA_DIR)
  const isNew = (await findSigningKey(folder, localKeyName)) === undefined
  const key = await loadOrCreateSigningKey(folder, localKeyName)
  if (isNew) {
    say(
      `There was no key in ${folder}, so a new one was made. A hub that already runs does not know it: for that hub's tokens, set DATA_DIR to its own folder.`,
    )
  }
  process.stdout.write(
    `${await mintViewerToken(key, viewer, { issuer: localIssuer, audience: gatewayAudience, lifetime: twelveHours })}\n`,
  )
}

function toViewer(
  roleName: string,
  division: string | undefined,
  organisation: string | undefined,
  app: string | undefined,
): Viewer {
  const role = roles.find((name) => name === roleName)
  if (!role) throw new Error(`Expected the role to be one of ${roles.join(', ')}, but got "${roleName}".`)
  if (division !== undefined && !isDivisionCode(division)) {
    throw new Error(`Expected --division to be a 12-digit division code such as 310101000000, but got "${division}".`)
  }
  if (organisation !== undefined && !isCreditCode(organisation)) {
    throw new Error(
      `Expected --org to be an 18-character credit code whose check character holds, but got "${organisation}".`,
    )
  }
  requireLevel(role, division)
  if (role === 'ngo' && organisation === undefined)
    throw new Error('Expected --org with the credit code of the NGO, but got none.')
  if (app !== undefined && role !== 'district-app')
    throw new Error(`Expected --app with the role district-app only, but got it with ${role}.`)
  if (app !== undefined && !isAppName(app)) throw new Error(`Expected --app to be ${appNameForm.en}, but got "${app}".`)
  return {
    subject: app ?? division ?? organisation ?? role,
    role,
    division: division ?? null,
    organisation: organisation ?? null,
    scopes: [],
  }
}

function requireLevel(role: Role, division: string | undefined): void {
  const levels = officeLevels[role]
  if (!levels) return
  if (division === undefined) throw new Error(`Expected --division with the division of the ${role}, but got none.`)
  if (!levels.includes(withoutPadding(division).length)) {
    throw new Error(`Expected --division to be the code of the ${role}'s own level, but ${division} is of another.`)
  }
}
