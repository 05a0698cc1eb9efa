import { environmentCount } from '@shequ/process/environment-count'

/** How many lexical tokens a document may have. The parser stops at the first one that is too many: GRAPHQL_PARSE_FAILED. */
export const tokenEnvironment = {
  MAX_TOKENS: environmentCount(100, 1_000_000)
    .default(10_000)
    .describe('The most lexical tokens a GraphQL document may have. More gives GRAPHQL_PARSE_FAILED.'),
}
