import type { MeasureName } from '@shequ/schema/measures/measures'
import type { RegisterCountName } from '@shequ/schema/measures/register-counts'
import type { Tier } from '@shequ/schema/tiers'
import { registerCountsOf } from './measure-counts.js'

/** What a tier's database can't tell: budgets and guidance are the borough's to know, designations the city's. */
const unknownTo: Readonly<Record<Tier, readonly RegisterCountName[]>> = {
  city: [],
  borough: ['designated'],
  community: ['designated', 'budget', 'guidanceIssued'],
}

/** Whether a tier knows all that a measure is made of. */
export function isKnownTo(tier: Tier, measure: MeasureName): boolean {
  return !registerCountsOf(measure).some((count) => unknownTo[tier].includes(count))
}
