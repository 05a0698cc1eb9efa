import { type Random, randomFor } from '@shequ/schema/random/random'
import { drawUuid } from '../../random/draw-uuid.js'
import type { BoroughSeed } from './borough-seed.js'
import { type OrganisationPlan, planOrganisations } from './plan-organisations.js'
import type { ActivityCalendar } from '../time/activity-calendar.js'
import type { Day } from '../time/calendar.js'
import { GUIDANCE_TEXTS, type GuidanceText } from '../text/guidance-texts.js'

/** Guidance that a borough issues. No recipients means every community of the borough. */
export interface GuidancePlan extends GuidanceText {
  readonly id: string
  readonly issuedOn: Day
  readonly answerBy: Day
  readonly recipients: ReadonlySet<string>
}

/** What communities and borough must agree on: who works in the borough, and which guidance there is to answer. */
export interface BoroughPlan extends BoroughSeed {
  readonly organisations: readonly OrganisationPlan[]
  readonly guidance: readonly GuidancePlan[]
}

export function planBorough(
  { seed, calendar }: { readonly seed: number; readonly calendar: ActivityCalendar },
  borough: BoroughSeed,
  cityName: string,
): BoroughPlan {
  const random = randomFor(seed, `borough ${borough.code}`)
  return {
    ...borough,
    organisations: planOrganisations(seed, borough, cityName),
    guidance: planGuidance(random, borough, calendar),
  }
}

function planGuidance(
  random: Random,
  { communities }: BoroughSeed,
  { firstDay, lastDay, length }: ActivityCalendar,
): GuidancePlan[] {
  const count = Math.round(random.between(5, 8) * length)
  const first = random.between(0, GUIDANCE_TEXTS.length - 1)
  const step = Math.floor((lastDay - firstDay - 90) / count)
  return Array.from({ length: count }, (_, index) => {
    const text = GUIDANCE_TEXTS[(first + index) % GUIDANCE_TEXTS.length] ?? random.pick(GUIDANCE_TEXTS)
    const issuedOn = firstDay + index * step + random.between(10, step)
    const share = random.chance(0.7) ? 1 : 0.2 + 0.4 * random.next()
    const recipients = share === 1 ? [] : communities.filter(() => random.chance(share))
    return { ...text, id: drawUuid(random), issuedOn, answerBy: issuedOn + 60, recipients: new Set(recipients) }
  })
}
