import { HubError } from '@shequ/schema/errors/hub-error'
import { requireRange } from '@shequ/subgraph/records/numbers'

/** The ages that a service is for, in years; null for any. */
export interface ServiceAges {
  readonly minimumAge: number | null
  readonly maximumAge: number | null
}

/**
 * Lets ages pass that are 0 to 150 years and in order.
 *
 * @throws {HubError} BAD_USER_INPUT for others.
 */
export function requireAges(ages: ServiceAges): ServiceAges {
  const { minimumAge, maximumAge } = ages
  if (minimumAge !== null) requireRange('minimumAge', minimumAge, 0, 150)
  if (maximumAge !== null) requireRange('maximumAge', maximumAge, 0, 150)
  if (minimumAge === null || maximumAge === null || minimumAge <= maximumAge) return ages
  throw new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected \`maximumAge\` not under \`minimumAge\` (${minimumAge}), but got ${maximumAge}.`,
      zh: `\`maximumAge\` 不得小于 \`minimumAge\`（${minimumAge}），而收到的是 ${maximumAge}。`,
    },
    { argument: 'maximumAge' },
  )
}
