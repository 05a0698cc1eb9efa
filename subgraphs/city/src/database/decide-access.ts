import { HubError } from '@shequ/schema/errors/hub-error'
import { requireOwnId } from '@shequ/subgraph/records/global-id'
import { notFound } from '@shequ/subgraph/records/not-found'
import { longText, requireText } from '@shequ/subgraph/records/text'
import type { DecideAccessInput } from '../generated/resolver-types.js'
import type { Writing } from './writing.js'

/** Grants or refuses a request for access, once, and gives its id. */
export async function decideAccess({ database }: Writing, input: DecideAccessInput): Promise<string> {
  const { city, request, decision } = input
  const id = requireOwnId('request', request, city)
  const reason = input.reason == null ? null : requireText('reason', input.reason, longText)
  return await database.write(async ({ sql }) => {
    const [found] = await sql<{ status: string }>(
      'select status from access_request where city_code = $1 and id = $2::uuid for update',
      city,
      id,
    )
    if (found === undefined) throw notFound('request', request)
    if (found.status !== 'PENDING') {
      throw new HubError(
        'CLOSED',
        {
          en: `Expected a request that is not decided, but ${request} is ${found.status}.`,
          zh: `应为尚未决定的申请，而 ${request} 为 ${found.status}。`,
        },
        {
          argument: 'request',
        },
      )
    }
    await sql(
      `update access_request set status = $3::access_request_status, reason = $4, decided_at = now()
       where city_code = $1 and id = $2::uuid`,
      city,
      id,
      decision === 'GRANT' ? 'GRANTED' : 'REFUSED',
      reason,
    )
    return request
  })
}
