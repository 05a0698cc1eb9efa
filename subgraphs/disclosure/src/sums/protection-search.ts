import type { CountDraft } from '../shifts/count-draft.js'
import { type Coverage, isSameCoverage } from '../shifts/coverage.js'
import type { CandidateShifts } from './candidate-shifts.js'
import type { Certificate } from './certificate.js'
import { findCompensatedShift } from './find-compensated-shift.js'
import { findRepeatedStep } from './find-repeated-step.js'
import { findJointShift } from './find-joint-shift.js'
import type { JointShift } from './joint-shift.js'
import type { ProtectedCount } from './protected-count.js'
import { type ProtectionPlan, carryOut } from './protection-plan.js'

/** What is open of a community after something was done for it; 'unchanged' where it closed nothing. */
export type Outcome = Coverage | undefined | 'unchanged'

/** What protecting a count works with, whichever community is looked at. */
export interface ProtectionMeans {
  readonly whole: ProtectedCount | undefined
  readonly certificate: Certificate
  readonly candidates: CandidateShifts
}

/** The search for what closes some of what is open of a community. What one strategy looks up, later ones use. */
export class ProtectionSearch {
  private readonly plans = new Map<string, ProtectionPlan | undefined>()

  constructor(
    readonly counts: CountDraft,
    readonly community: number,
    readonly open: Coverage,
    readonly means: ProtectionMeans,
  ) {}

  /** One shift and the communities that compensate it, at the least cost. */
  oneShift(): ProtectionPlan | undefined {
    return this.once('one', () => findCompensatedShift(this.counts, this.community, this.open, this.means.candidates))
  }

  /** One shift and communities that compensate it by its very opposite. */
  oneShiftByOpposite(): ProtectionPlan | undefined {
    const wanted = { byRelated: false }
    return findCompensatedShift(this.counts, this.community, this.open, this.means.candidates, wanted)
  }

  /** Shifts that each take the same cell one further, each of which others compensate. */
  repeatedStep(): (ProtectionPlan & JointShift) | undefined {
    return this.once('repeated', () => findRepeatedStep(this.counts, this.community, this.open, this.means.candidates))
  }

  /** Shifts of several periods, each of which others compensate. */
  jointShift(): (ProtectionPlan & JointShift) | undefined {
    return this.once('joint', () => findJointShift(this.counts, this.community, this.open, this.means.candidates))
  }

  /** Carries out a plan, if there is one, and tells what is open then. */
  carryOut(plan: ProtectionPlan | undefined): Outcome {
    if (plan === undefined) return 'unchanged'
    const { certificate } = this.means
    certificate.renew(carryOut(this.counts, this.community, plan))
    const open = certificate.openOf(this.community)
    return open !== undefined && isSameCoverage(open, this.open) ? 'unchanged' : open
  }

  /** Carries out a plan of a joint shift, which the proof then uses, and tells what is open then. */
  carryOutJoint(plan: (ProtectionPlan & JointShift) | undefined): Outcome {
    if (plan !== undefined) this.means.certificate.addJointShift(this.community, plan)
    return this.carryOut(plan)
  }

  private once<Plan extends ProtectionPlan>(name: string, find: () => Plan | undefined): Plan | undefined {
    if (!this.plans.has(name)) this.plans.set(name, find())
    return this.plans.get(name) as Plan | undefined
  }
}
