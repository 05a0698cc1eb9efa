/** The three levels of government, each of which owns its data. */
export const tiers = ['city', 'borough', 'community'] as const

export type Tier = (typeof tiers)[number]

/** Whether a name is that of a tier. */
export function isTier(name: string): name is Tier {
  return tiers.some((tier) => tier === name)
}
