import type { ApolloServerOptionsWithGateway } from '@apollo/server'
import type { HubError } from '@shequ/schema/errors/hub-error'
import { type FragmentDefinitionNode, Kind, getVariableValues } from 'graphql'
import type { RequestContext } from '../request-context.js'
import type { Admission } from './admission.js'
import { countRecords } from './count-records.js'

type Gateway = ApolloServerOptionsWithGateway<RequestContext>['gateway']
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>

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

/** What is wrong with a variable is told by the executor: such an operation asks for nothing. */
function recordsOf({ schema, document, operation, request }: Parameters<Executor>[0]): number {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {})
  if (coerced === undefined) return 0
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  return countRecords({ schema, operation, fragments, variables: coerced })
}
