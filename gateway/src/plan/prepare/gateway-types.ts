import type { ApolloServerOptionsWithGateway } from '@apollo/server'
import type { RequestContext } from '../../fetch/request-context.js'

/** What Apollo Server takes for a gateway: it loads it, and has it execute. */
export type Gateway = ApolloServerOptionsWithGateway<RequestContext>['gateway']

/** Executes an operation that Apollo Server has parsed and validated. */
export type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>

/** One such operation. */
export type ExecutorRequest = Parameters<Executor>[0]
