import type { GuidanceAnswerResolvers } from '../generated/resolver-types.js'

export const GuidanceAnswer: GuidanceAnswerResolvers = {
  community: ({ owner }, _args, { loaders }) => loaders.community.load(owner),
  response: ({ id }) => ({ id }),
}
