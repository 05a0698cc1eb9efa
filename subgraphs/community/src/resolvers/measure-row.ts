import type { MeasureRowResolvers } from '../generated/resolver-types.js'

const named = (code: string | null) => (code === null ? null : { code })

/** Areas are named by their codes; the borough tier tells the rest. */
export const MeasureRow: MeasureRowResolvers = {
  borough: ({ boroughCode }) => named(boroughCode),
  street: ({ streetCode }) => named(streetCode),
  community: ({ communityCode }) => named(communityCode),
}
