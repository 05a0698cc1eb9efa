/** The three levels of government, each of which owns its data. */
export const tiers = ['city', 'borough', 'community'] as const

export type Tier = (typeof tiers)[number]
