import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { Logger } from '@shequ/process/log'
import type { GatewayConfig } from './config.js'
import type { RequestContext } from './fetch/request-context.js'
import { admitOperations } from './request/admit/admit-operations.js'
import type { Entrance } from './request/admit/entrance.js'
import { createCount } from './request/cost/count-operations.js'
import { limitDocuments } from './request/limits/limit-documents.js'
import { refuseRepeatedFields } from './request/limits/refuse-repeated-fields.js'
import { requireFiniteNumbers } from './request/require-finite-numbers.js'
import { requireOperation } from './request/require-operation.js'
import { noteOperations } from './request/recent/note-operations.js'
import type { RecentOperations } from './request/recent/recent-operations.js'
import { statusFromErrors } from './respond/http-status.js'
import { errorsInLanguage } from './respond/in-language.js'
import { letCachesKeep } from './respond/let-caches-keep.js'
import type { Faults } from './respond/faults.js'
import { createMaskError } from './respond/mask-error.js'
import { withRefusalsMerged } from './respond/merge-refusals.js'
import { createDocumentStore, documentBytes } from './plan/documents.js'
import type { Supergraph } from './plan/supergraph.js'

/** What all of a gateway's servers share, whichever part of the graph they serve: what they admit, and where they note it. */
export interface SharedParts {
  readonly entrance: Entrance
  readonly recent?: RecentOperations | undefined
  /** Where errors that nobody expected are noted for operators. */
  readonly faults?: Faults | undefined
}

/**
 * The GraphQL server: parses, validates, plans and executes. Everything that it would otherwise decide by NODE_ENV or by
 * a vendor's variables is decided here.
 */
export function createApolloServer(
  supergraph: Supergraph,
  { entrance, recent, faults }: SharedParts,
  config: GatewayConfig,
  log: Logger,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: admitOperations(recent === undefined ? supergraph.gateway : noteOperations(supergraph.gateway, recent), {
      entrance,
      mostRecords: config.MAX_RECORDS,
      count: createCount((schema) => supergraph.costsOf(schema), config.MAX_LIST_SIZE),
    }),
    introspection: config.INTROSPECTION,
    hideSchemaDetailsFromClientErrors: !config.INTROSPECTION,
    parseOptions: { maxTokens: config.MAX_TOKENS },
    validationRules: [refuseRepeatedFields],
    documentStore: createDocumentStore(documentBytes),
    includeStacktraceInErrorResponses: false,
    formatError: createMaskError(log, faults),
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    // Callers are known by a header that no browser adds by itself, a POST must be JSON, and a GET only reads: a foreign
    // page gains nothing by making a browser ask. So a plain `curl` needs no extra header.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      requireOperation,
      limitDocuments(config),
      requireFiniteNumbers(),
      errorsInLanguage,
      withRefusalsMerged,
      statusFromErrors,
      letCachesKeep((schema) => supergraph.cacheHintsOf(schema)),
    ],
    logger: {
      debug: (message: unknown) => log.trace(message),
      info: (message: unknown) => log.debug(message),
      warn: (message: unknown) => log.warn(message),
      error: (message: unknown) => log.error(message),
    },
  })
}
