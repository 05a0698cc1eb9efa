import type { HubError } from '@shequ/schema/errors/hub-error'
import { fragmentsOf } from '@shequ/schema/document/fragments'
import { coercedVariables } from '../../plan/prepare/coerced-variables.js'
import { conditionsOf } from '../../plan/prepare/condition-variables.js'
import type { Executor, ExecutorRequest, Gateway } from '../../plan/prepare/gateway-types.js'
import type { RequestContext } from '../../fetch/request-context.js'
import type { Admission } from './admission.js'
import { countRecords } from './count-records.js'

/** Has operations executed in their turn alone: after they were read and found valid, before any tier is asked. */
export function admitOperations(gateway: Gateway, admission: Admission): Gateway {
  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    async load(options) {
      const loaded = await gateway.load(options)
      const { executor } = loaded
      return executor === null ? loaded : { ...loaded, executor: inTurn(executor, admission) }
    },
  }
}

function inTurn(executor: Executor, admission: Admission): Executor {
  return async (request) => {
    const { signal } = request.context as RequestContext
    let endTurn
    try {
      endTurn = await admission.admit(recordsOf(request), signal)
    } catch (error) {
      return { errors: [error as HubError] }
    }
    try {
      return await executor(request)
    } finally {
      endTurn()
    }
  }
}

/**
 * What is wrong with a variable is told by the executor: such an operation asks for nothing.
 *
 * @throws {HubError} for a condition that is null, and for an operation whose parts are too many to look at.
 */
function recordsOf(request: ExecutorRequest): number {
  const { schema, document, operation } = request
  const { coerced } = coercedVariables(request)
  if (coerced === undefined) return 0
  conditionsOf(document, coerced)
  return countRecords({ schema, operation, fragments: fragmentsOf(document), variables: coerced })
}
