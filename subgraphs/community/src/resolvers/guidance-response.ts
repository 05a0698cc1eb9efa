import { boroughOf, withoutPadding } from '@shequ/schema/codes/division-code'
import type { GuidanceResponseResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'

export const GuidanceResponse: GuidanceResponseResolvers = {
  __resolveReference: sharedRecord({
    name: 'GuidanceResponse',
    dataset: 'GUIDANCE_RESPONSES',
    loaderOf: (loaders) => loaders.guidanceResponse,
  }),
  guidance: ({ guidanceId, owner }) => (issuerOf(guidanceId) === boroughOf(owner) ? { id: guidanceId } : null),
  cityGuidance: ({ guidanceId }) => (withoutPadding(issuerOf(guidanceId)).length <= 4 ? { id: guidanceId } : null),
}

function issuerOf(guidance: string): string {
  return guidance.slice(0, 12)
}
