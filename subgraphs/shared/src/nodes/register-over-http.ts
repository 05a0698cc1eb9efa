import type { Deliver } from '../relay/deliver.js'
import type { Sender } from '../returns/signed-message.js'
import { z } from 'zod'
import type { Registration, RegisterStep } from './ask-register.js'
import { askHub, doorPath } from '../relay/hub-answer.js'
import { type NodeRequest, signNodeRequest } from './node-request.js'
import { hubTimeout, postMessage } from './post-message.js'
import type { NodeRegister, RegisterEntry } from './register-entry.js'

/** The register of nodes, as a node asks it by way of its hub. */
export interface NodesRegister extends NodeRegister {
  /** Asks for a step, signed by the node. @throws {HubError} with the code by which it was refused, or TIER_UNAVAILABLE. */
  step(request: NodeRequest & { readonly action: RegisterStep }): Promise<Registration>
}

const entrySchema = z.object({ entry: z.unknown() })
const registrationSchema = z.object({ registration: z.unknown() })

/** The register behind a hub's address. */
export function registerOverHttp(hub: string, community: string, sender: Sender, now: () => Date): NodesRegister {
  const step: NodesRegister['step'] = async (request) => {
    const message = await signNodeRequest(sender, community, request, now())
    const response = await postMessage(hub, `steps/${request.action}`, message)
    return registrationSchema.parse(await response.json()).registration as Registration
  }
  return {
    step,
    find: (code) => findOverHub(hub, code),
    abandon: async (_community, epoch) => {
      await step({ action: 'abandonMove', epoch })
    },
  }
}

/** Where the register behind a hub's address has a community. @throws {HubError} TIER_UNAVAILABLE */
export async function findOverHub(hub: string, community: string): Promise<RegisterEntry | undefined> {
  const response = await askHub(`${hub}${doorPath}/${community}`, { signal: AbortSignal.timeout(hubTimeout) })
  const { entry } = entrySchema.parse(await response.json())
  return (entry ?? undefined) as RegisterEntry | undefined
}

/** Delivers a node's returns, what it publishes, or where its access log ends, to its borough by way of the hub. */
export function deliverOverHub(hub: string, what: 'returns' | 'publications' | 'heads'): Deliver {
  return async (message) => {
    await postMessage(hub, what, message)
  }
}
