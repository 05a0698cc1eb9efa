import { z } from 'zod'
import type { AskTier } from '../relay/deliver.js'
import type { Sender } from '../returns/signed-message.js'
import { answerOf } from './ask-register.js'
import { signNodeRequest } from './node-request.js'
import { postMessage } from './post-message.js'

const headsSchema = z.array(
  z.object({ hour: z.iso.datetime(), sequence: z.int(), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
)

/** Where an access log ended in an hour, by what the borough keeps. */
export type KeptLogHead = z.infer<typeof headsSchema>[number]

/** Takes a signed request for the heads of a community's access log to the borough's subgraph. @throws {HubError} */
export async function askLogHeads(ask: AskTier, request: string): Promise<readonly KeptLogHead[]> {
  const query = 'query ($request: String!) { answer: logHeads(input: { request: $request }) { hour sequence hash } }'
  return headsSchema.parse(await answerOf(ask, query, { request }))
}

/** The heads of a community's access log that its borough keeps, asked of its subgraph. @param sender the node or the hosted server */
export async function logHeadsOf(ask: AskTier, sender: Sender, community: string, now: Date) {
  return askLogHeads(ask, await signNodeRequest(sender, community, { action: 'readLogHeads' }, now))
}

/** The same, asked by a node by way of its hub. @throws {HubError} TIER_UNAVAILABLE when the hub can't be reached. */
export async function logHeadsOverHub(hub: string, sender: Sender, community: string, now: Date) {
  const request = await signNodeRequest(sender, community, { action: 'readLogHeads' }, now)
  const response = await postMessage(hub, 'heads/kept', request)
  return z.object({ heads: headsSchema }).parse(await response.json()).heads
}
