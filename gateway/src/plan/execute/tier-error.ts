import { GraphQLError, type GraphQLErrorOptions } from 'graphql'

/** What a tier said, with the path that the client knows, and as the tier's question has it. */
export class TierError extends GraphQLError {
  constructor(
    message: string,
    options: GraphQLErrorOptions,
    readonly wirePath: readonly (string | number)[] | undefined,
  ) {
    super(message, options)
  }
}
