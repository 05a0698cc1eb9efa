import { boroughOf, withoutPadding } from '@shequ/schema/codes/division-code'
import type { GuidanceResponseResolvers } from '../generated/resolver-types.js'
import { sharedRecord } from './load-shared.js'
import { guidanceResponse } from './shared-types.js'

export const GuidanceResponse: GuidanceResponseResolvers = {
  __resolveReference: sharedRecord(guidanceResponse),
  guidance: ({ guidanceId, owner }) => (issuerOf(guidanceId) === boroughOf(owner) ? { id: guidanceId } : null),
  cityGuidance: ({ guidanceId }) => (withoutPadding(issuerOf(guidanceId)).length <= 4 ? { id: guidanceId } : null),
}

function issuerOf(guidance: string): string {
  return guidance.slice(0, 12)
}
