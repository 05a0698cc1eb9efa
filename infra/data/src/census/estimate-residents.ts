import type { CommunityDivision, Divisions } from '../divisions/divisions.js'
import { exponential } from '../random/exponential.js'
import { randomFor } from '@shequ/schema/random/random'
import type { Census } from './read-census.js'

/** A number of residents, and whether somebody counted them or it was estimated. */
export interface Residents {
  readonly residents: number
  readonly estimated: boolean
  /** Of a community, where a census counted them in its city: those of 60 and over, by their share there. */
  readonly older?: number
}

/** What a unit of each kind has on average where no census says so; among units that share a counted number, their weights. */
const MEAN_RESIDENTS: Readonly<Record<CommunityDivision['kind'], number>> = {
  RESIDENTS: 4400,
  VILLAGE: 1900,
  OTHER: 120,
}

/** How far apart communities of one kind lie: the deviation of the logarithm of their size. */
const SPREAD = 0.55
const SEED = 2020

/**
 * Residents by code, for the city and every borough, street and community. No public figure exists below the district: each
 * district's count is shared out by kind and a heavy-tailed weight drawn from the code, so that communities add up to it exactly.
 * A borough without a count adds up from estimates. Same result on every machine.
 */
export function estimateResidents(divisions: Divisions, census: Census | undefined): Map<string, Residents> {
  const byCode = new Map<string, Residents>()
  const totals = new Map<string, number>()
  const addTo = (code: string, residents: number) => totals.set(code, (totals.get(code) ?? 0) + residents)
  for (const [boroughCode, communities] of groupByBorough(divisions.communities)) {
    const shares = shareOut(communities.map(weigh), census?.boroughs[boroughCode])
    for (const [index, { code, streetCode }] of communities.entries()) {
      const residents = shares[index] ?? 0
      byCode.set(code, {
        residents,
        estimated: true,
        ...(census && { older: Math.round(residents * census.older.share) }),
      })
      addTo(streetCode, residents)
      addTo(`borough:${boroughCode}`, residents)
      addTo('city', residents)
    }
  }
  for (const { code } of divisions.streets) byCode.set(code, { residents: totals.get(code) ?? 0, estimated: true })
  for (const { code } of divisions.boroughs) {
    const residents = totals.get(`borough:${code}`) ?? 0
    byCode.set(code, { residents, estimated: census?.boroughs[code] === undefined })
  }
  const estimated = divisions.boroughs.some(({ code }) => census?.boroughs[code] === undefined)
  byCode.set(divisions.city.code, { residents: totals.get('city') ?? 0, estimated })
  return byCode
}

function groupByBorough(communities: readonly CommunityDivision[]): Map<string, CommunityDivision[]> {
  const groups = new Map<string, CommunityDivision[]>()
  for (const community of communities) {
    const group = groups.get(community.boroughCode)
    if (group === undefined) groups.set(community.boroughCode, [community])
    else group.push(community)
  }
  return groups
}

function weigh({ code, kind }: CommunityDivision): number {
  const random = randomFor(SEED, code)
  return MEAN_RESIDENTS[kind] * exponential(SPREAD * random.normal() - (SPREAD * SPREAD) / 2)
}

/** Whole numbers in the ratio of `weights` that add up to `total`: what rounding down leaves goes to the largest remainders. */
function shareOut(weights: readonly number[], total: number | undefined): number[] {
  if (total === undefined) return weights.map((weight) => Math.round(weight))
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const exact = weights.map((weight) => (weight / sum) * total)
  const shares = exact.map((share) => Math.floor(share))
  const left = total - shares.reduce((all, share) => all + share, 0)
  const byRemainder = [...exact.keys()].sort((a, b) => ((exact[b] ?? 0) % 1) - ((exact[a] ?? 0) % 1) || a - b)
  for (const index of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1
  return shares
}
