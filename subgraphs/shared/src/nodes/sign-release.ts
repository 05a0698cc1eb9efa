import type { Sender } from '../returns/signed-message.js'
import { signRequest } from './sign-request.js'

/** What the hosted server says to the borough by way of a node: that it has handed a community's records over in an attempt. */
export interface Release {
  readonly action: 'release'
  readonly epoch: number
}

/** Signs a release of a community's records. @param sender the hosted server */
export function signRelease(sender: Sender, community: string, epoch: number, now: Date): Promise<string> {
  return signRequest(sender, 'borough', community, { action: 'release', epoch } satisfies Release as Release, now)
}
