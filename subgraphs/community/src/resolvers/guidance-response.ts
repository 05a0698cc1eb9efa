import type { GuidanceResponseResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'

export const GuidanceResponse: GuidanceResponseResolvers = {
  __resolveReference: sharedRecord('GUIDANCE_RESPONSES', (loaders) => loaders.guidanceResponse),
  guidance: ({ guidanceId }) => ({ id: guidanceId }),
}
