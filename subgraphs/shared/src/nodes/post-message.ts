import { askHub, doorPath } from '../relay/hub-answer.js'

/** How long a hub may take to answer, in milliseconds. */
export const hubTimeout = 15_000

/** Sends a message that a node signed to its hub, below `/nodes`. @throws {HubError} what the hub answered, or TIER_UNAVAILABLE */
export function postMessage(hub: string, path: string, message: string): Promise<Response> {
  return askHub(`${hub}${doorPath}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message }),
    signal: AbortSignal.timeout(hubTimeout),
  })
}
