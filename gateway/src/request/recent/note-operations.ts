import { chinaDay } from '@shequ/process/china-day'
import { sizedCache } from '@shequ/process/sized-cache'
import type { Viewer } from '@shequ/schema/viewer'
import type { RequestContext } from '../../fetch/request-context.js'
import type { ExecutorRequest, Gateway } from '../../plan/prepare/gateway-types.js'
import { withExecutor } from '../../plan/prepare/with-executor.js'
import { type BareOperation, bareOperation } from './bare-operation.js'
import type { RecentOperations } from './recent-operations.js'

/** The bytes of memory for what was made bare, so that it is made so once. */
const mostBytes = 4 * 1024 ** 2

/** Has each operation that is executed for a client noted, without its values. What the hub asks of itself is not. */
export function noteOperations(gateway: Gateway, recent: RecentOperations): Gateway {
  const known = sizedCache<BareOperation>(mostBytes, ({ body }) => 2 * body.length)

  function bareOf({ document, operation, schema, queryHash }: ExecutorRequest): BareOperation {
    const key = `${queryHash} ${operation.name?.value ?? ''}`
    const kept = known.get(key)
    if (kept !== undefined) return kept
    const made = bareOperation(document, operation, schema)
    known.set(key, made)
    return made
  }

  return withExecutor(gateway, (execute) => async (request) => {
    // Exports and pages of the hub ask without a request of their own.
    if (request.request.http !== undefined) {
      recent.note(clientOf((request.context as RequestContext).viewer), bareOf(request), chinaDay(new Date()))
    }
    return await execute(request)
  })
}

/** Who a client is, as far as others may know it: an app, an organisation, a role. The names of people are kept nowhere. */
function clientOf({ role, subject, organisation }: Viewer): string {
  if (role === 'ngo') return organisation ?? role
  return role === 'district-app' ? subject : role
}
