import type { CountDraft } from '../shifts/count-draft.js'
import type { ShiftId } from '../shifts/shift-space.js'
import { type Level } from '../world/published-sums.js'
import type { CandidateShifts } from './candidate-shifts.js'
import { type Partner, cheapestPartners, compensateByOpposite } from './cheapest-partners.js'
import { type Compensation, costOf } from './compensation.js'
import { levelsOpenTo } from './compensation-level.js'
import { atLeast, balancersNeeded, opposing, partnersNeeded } from './partners-needed.js'
import { unpublishingCost } from './unpublishing-cost.js'

/** What compensation is looked for. */
export interface WantedCompensation {
  /** How often the shift is made, and how often others with it: those who oppose them must be distinct. */
  readonly times: number
  readonly others: number
  /** What it must cost less than. */
  readonly below: number
  /** Whether partners may oppose related shifts too, where balancers oppose the residual. */
  readonly byRelated: boolean
}

/**
 * The cheapest compensation of a shift, from the narrowest area to the widest: partners, and balancers where partners oppose a related
 * shift. Undefined when none costs less than what is known.
 */
export function findCompensation(
  counts: CountDraft,
  community: number,
  id: ShiftId,
  wanted: WantedCompensation,
  candidates: CandidateShifts,
): readonly Compensation[] | undefined {
  let best: readonly Compensation[] | undefined
  let least = wanted.below
  for (const level of levelsOpenTo(counts, community, id)) {
    if (unpublishingCost(counts, community, id, level) >= least) break
    const found = compensationAt(counts, community, id, { ...wanted, level }, candidates)
    const cost = costOf(found ?? [])
    if (found !== undefined && cost < least) [best, least] = [found, cost]
  }
  return best
}

function compensationAt(
  counts: CountDraft,
  community: number,
  id: ShiftId,
  { times, others, level, byRelated }: WantedCompensation & { readonly level: Level },
  candidates: CandidateShifts,
): readonly Compensation[] | undefined {
  if (!byRelated) {
    const found = compensateByOpposite(counts, community, id, { level, areEnough: opposing(times, others) }, candidates)
    return found && [found]
  }
  const balanced = balancing(counts, community, level, candidates)
  const most = partnersNeeded(times + others)
  const options = counts.space.relatedShifts(id).flatMap((related) => {
    const balancers = balancersNeeded(times + others, related.residual.length)
    const balances = related.residual.map((rest) => balanced(rest, balancers))
    if (!balances.every((compensation) => compensation !== undefined)) return []
    const wanted = { level, areEnough: atLeast(most) }
    const partners = cheapestPartners(counts, community, related.id, wanted, candidates)
    return partners.map((partner) => ({ ...partner, balances }))
  })
  const chosen = cheapestOptions(options, most)
  if (chosen.length < most) return undefined
  return [
    { id, level, partners: [], cost: unpublishingCost(counts, community, id, level) },
    ...chosen.map(({ id: related, partner, cost }) => ({ id: related, level, partners: [partner], cost })),
    ...new Set(chosen.flatMap(({ balances }) => balances)),
  ]
}

/** A partner that opposes a related shift, with the compensations of its residual. */
interface PartnerOption extends Partner {
  readonly balances: readonly Compensation[]
}

/** So many partners, each another community, the cheapest first: one who needs the same balancers as another costs that much less. */
function cheapestOptions(options: readonly PartnerOption[], most: number): readonly PartnerOption[] {
  const chosen: PartnerOption[] = []
  const balanced = new Set<Compensation>()
  let rest = options
  while (chosen.length < most) {
    let next: PartnerOption | undefined
    let least = Number.POSITIVE_INFINITY
    for (const option of rest) {
      const cost = option.cost + costOf(option.balances.filter((compensation) => !balanced.has(compensation)))
      if (cost < least) [next, least] = [option, cost]
    }
    if (next === undefined) break
    const { partner, balances } = next
    chosen.push(next)
    for (const compensation of balances) balanced.add(compensation)
    rest = rest.filter((option) => option.partner !== partner)
  }
  return chosen
}

/** Finds, once for each residual shift, its balancers: so many of them. */
function balancing(counts: CountDraft, community: number, level: Level, candidates: CandidateShifts) {
  const known = new Map<string, Compensation | undefined>()
  return (residual: ShiftId, most: number): Compensation | undefined => {
    const key = `${residual}/${most}`
    if (!known.has(key)) known.set(key, balance(counts, community, residual, { level, most }, candidates))
    return known.get(key)
  }
}

/** Who opposes a residual shift: within the area of a level, or wider where that area's sums need not tell of it. */
function balance(
  counts: CountDraft,
  community: number,
  residual: ShiftId,
  { level: narrowest, most }: { readonly level: Level; readonly most: number },
  candidates: CandidateShifts,
): Compensation | undefined {
  for (const level of levelsOpenTo(counts, community, residual, narrowest)) {
    const wanted = { level, areEnough: atLeast(most), isUnpublished: level === narrowest }
    const found = compensateByOpposite(counts, community, residual, wanted, candidates)
    if (found !== undefined) return found
  }
  return undefined
}
