import { exponential } from '../../random/exponential.js'
import type { CommunityContext } from './community-context.js'

/** How far apart communities lie in how many take part: the deviation of the logarithm. */
const SPREAD = 0.57
const BY_KIND = { RESIDENTS: 1.05, VILLAGE: 0.8, OTHER: 0.3 } as const
/** How much more takes place in a year than in the one before. */
const GROWTH = 1.14
const TYPICAL_RESIDENTS = 3400

/**
 * Distinct participants that a community aims at in each year: heavy-tailed, larger in the centre and where more people live.
 */
export function drawExtent({ random, community, borough, size, calendar }: CommunityContext): readonly number[] {
  const place = 0.82 + 0.3 * borough.centrality
  const relative = Math.min(4, Math.max(0.1, community.residents / TYPICAL_RESIDENTS))
  const drawn = exponential(SPREAD * random('extent').normal())
  const first = (size.participants / 1.07) * BY_KIND[community.kind] * place * Math.sqrt(Math.sqrt(relative)) * drawn
  const most = Math.max(3, community.residents * 0.4)
  let growth = 1
  return calendar.years.map((_year, index) => {
    if (index > 0) growth *= GROWTH
    return Math.min(most, Math.max(3, first * growth))
  })
}
