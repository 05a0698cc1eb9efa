import { HubError } from '@shequ/schema/errors/hub-error'
import { z } from 'zod'

const messageSchema = z.object({ message: z.string() })

/** The message in the body of a request to the door of a hub. @throws {HubError} BAD_REQUEST when there is none. */
export function messageOfBody(body: unknown): string {
  const parsed = messageSchema.safeParse(body)
  if (parsed.success) return parsed.data.message
  throw new HubError('BAD_REQUEST', 'Expected a JSON object with the signed `message`.')
}
