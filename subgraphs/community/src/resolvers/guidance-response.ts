import type { GuidanceResponseResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'

export const GuidanceResponse: GuidanceResponseResolvers = {
  __resolveReference: sharedRecord({
    name: 'GuidanceResponse',
    dataset: 'GUIDANCE_RESPONSES',
    loaderOf: (loaders) => loaders.guidanceResponse,
  }),
  guidance: ({ guidanceId }) => ({ id: guidanceId }),
}
