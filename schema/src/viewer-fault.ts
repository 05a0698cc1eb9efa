import { appNameForm, isAppName } from './codes/app-name.js'
import { isCreditCode } from './codes/credit-code.js'
import { isDivisionCode, withoutPadding } from './codes/division-code.js'
import type { Role, Viewer } from './viewer.js'

/** How many digits of the code name a division of the level that an office stands for. */
export const officeLevels: Readonly<Partial<Record<Role, readonly number[]>>> = {
  'city-office': [2, 4, 6],
  'borough-office': [6, 4],
  'community-office': [12],
}

/**
 * Why a viewer is none that a token may name: an office without a division of its level, an NGO without its credit code, an app without
 * a name. Undefined for one that a token may name.
 */
export function viewerFault({ subject, role, division, organisation }: Viewer): string | undefined {
  if (division !== null && !isDivisionCode(division)) return 'its division is not a 12-digit division code'
  if (organisation !== null && !isCreditCode(organisation))
    return 'its organisation is not an 18-character credit code whose check character holds'
  if (role === 'ngo' && organisation === null) return 'it names no organisation, which an ngo has'
  if (role === 'district-app' && !isAppName(subject)) return `its subject is not the name of an app: ${appNameForm.en}`
  const levels = officeLevels[role as Role]
  if (levels === undefined) return undefined
  if (division === null) return `it names no division, which a ${role} has`
  return levels.includes(withoutPadding(division).length) ? undefined : `its division is not of the level of a ${role}`
}
