import { receivingKeySchema } from '@shequ/process/keys/wrapping/seal-key'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { MoveRequest } from '@shequ/subgraph/nodes/move-request'
import { notOfNode } from '@shequ/subgraph/returns/trust-node'
import { z } from 'zod'
import type { NodeRegister, RegisterEntry } from '@shequ/subgraph/nodes/register-entry'
import { readNodeMessage } from '../trust/read-node-message.js'

const community = z.string().regex(/^\d{12}$/)
const epoch = z.int().min(1)

const requestSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('exportRecords'), community, epoch, owned: z.int().min(0), to: receivingKeySchema }),
  z.object({ action: z.literal('releaseRecords'), community, epoch }),
  z.object({ action: z.literal('receivingKey'), community, epoch }),
  z.object({ action: z.literal('importRecords'), community, epoch }),
  z.object({ action: z.literal('settlePlace'), community, epoch }),
])

/** A request of a node, with the entry of the register by whose keys it was known. */
export interface KnownRequest<Action extends MoveRequest['action']> {
  readonly request: Extract<MoveRequest, { readonly action: Action }> & { readonly community: string }
  readonly entry: RegisterEntry
}

/**
 * What a node asks of the hosted server: of its own community, signed with a key that the register believes now.
 *
 * @throws {HubError} UNAUTHENTICATED saying what is wrong with it, BAD_USER_INPUT when it asks for something else; TIER_UNAVAILABLE without the register.
 */
export async function readMoveRequest<Action extends MoveRequest['action']>(
  action: Action,
  message: string,
  register: NodeRegister,
  now: Date,
): Promise<KnownRequest<Action>> {
  const { code, entry, claims } = await readNodeMessage('node', message, register, now)
  const parsed = requestSchema.safeParse(claims)
  if (!parsed.success || parsed.data.action !== action) {
    throw new HubError('BAD_USER_INPUT', `Expected a request to ${action}, with the community and the attempt.`)
  }
  if (parsed.data.community !== code) throw notOfNode('it speaks for a community of another node')
  return { request: parsed.data as KnownRequest<Action>['request'], entry }
}
