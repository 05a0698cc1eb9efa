import type { HubError } from '@shequ/schema/errors/hub-error'
import type { GraphQLFieldResolver, GraphQLResolveInfo, GraphQLTypeResolver } from 'graphql'

/** Resolves fields, of which some are refused. */
export function refusing(
  resolve: GraphQLFieldResolver<unknown, unknown>,
  refusalOf: (info: GraphQLResolveInfo) => HubError | undefined,
): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, context, info) => {
    const refusal = refusalOf(info)
    if (refusal !== undefined) throw refusal
    return resolve(source, args, context, info)
  }
}

/** Resolves types of objects, of which some are refused. */
export function refusingTypes(
  resolve: GraphQLTypeResolver<unknown, unknown>,
  refusalOf: (type: string) => HubError | undefined,
): GraphQLTypeResolver<unknown, unknown> {
  return (value, context, info, abstract) => {
    const type = resolve(value, context, info, abstract)
    const refusal = typeof type === 'string' ? refusalOf(type) : undefined
    if (refusal !== undefined) throw refusal
    return type
  }
}
