import { isWithinBorough } from './compensation.js'
import type { ProtectionPlan } from './protection-plan.js'
import type { Outcome, ProtectionSearch } from './protection-search.js'
import { unpublishWholeOfStreet } from './unpublish-whole-of-street.js'

/** One way to close some of what is open of a community. */
export interface CompensationStrategy {
  readonly name: string
  /** Why it stands where it stands among the others. */
  readonly position: string
  /** Carries it out where it can, and tells what is open then. */
  readonly attempt: (search: ProtectionSearch) => Outcome
}

/** The strategies in the order in which they are tried: those that keep a borough's sums come before those that unpublish some. */
export const compensationStrategies: readonly CompensationStrategy[] = [
  {
    name: 'one shift, within the borough',
    position: 'It comes first, since it hides the least and unpublishes no sum of a borough.',
    attempt: (search) => search.carryOut(localOf(search.oneShift())),
  },
  {
    name: 'the whole compensated within the borough',
    position:
      'Where nobody compensates a part, one total of a street is the least to lose, and the search begins anew with it.',
    attempt: (search) => (search.oneShift() === undefined ? widenWhole(search) : 'unchanged'),
  },
  {
    name: 'several shifts of one cell, within the borough',
    position: 'It needs more partners than one shift that is made as often, and no other period.',
    attempt: (search) => search.carryOutJoint(localOf(search.repeatedStep())),
  },
  {
    name: 'a joint shift, within the borough',
    position: 'It hides cells in several periods, and is the last that unpublishes no sum of a borough.',
    attempt: (search) => search.carryOutJoint(localOf(search.jointShift())),
  },
  {
    name: 'one shift, across the city',
    position: 'It is the cheapest that unpublishes sums of a borough.',
    attempt: (search) => search.carryOut(wideOf(search.oneShift())),
  },
  {
    name: 'several shifts of one cell, across the city',
    position: 'It unpublishes sums of a borough for each of its shifts, so that one shift goes before it.',
    attempt: (search) => search.carryOutJoint(wideOf(search.repeatedStep())),
  },
  {
    name: 'a joint shift, across the city',
    position: 'It unpublishes sums of a borough for each of its shifts, so that one shift goes before it.',
    attempt: (search) => search.carryOutJoint(wideOf(search.jointShift())),
  },
  {
    name: 'one shift against its opposite, wherever',
    position:
      'It comes last: the cheapest shift closed nothing above; one that needs no balancers may cost more and close some.',
    attempt: (search) => search.carryOut(search.oneShiftByOpposite()),
  },
]

function localOf<Plan extends ProtectionPlan>(plan: Plan | undefined): Plan | undefined {
  return plan !== undefined && isWithinBorough(plan.compensations) ? plan : undefined
}

function wideOf<Plan extends ProtectionPlan>(plan: Plan | undefined): Plan | undefined {
  return plan !== undefined && isWithinBorough(plan.compensations) ? undefined : plan
}

function widenWhole({ community, means }: ProtectionSearch): Outcome {
  if (!unpublishWholeOfStreet(means.whole, community)) return 'unchanged'
  means.certificate.renew([community])
  means.candidates.forget()
  return means.certificate.openOf(community)
}
