import type { ProgrammeResolvers } from '../generated/resolver-types.js'
import { requireShared } from './require-shared.js'

export const Programme: ProgrammeResolvers = {
  __resolveReference: async ({ id }, context) => {
    const programme = await context.loaders.programme.load(id)
    if (programme) await requireShared(context, programme.owner, 'PROGRAMMES')
    return programme
  },
  community: ({ owner }) => ({ code: owner }),
}
