import { withoutPadding } from '@shequ/schema/codes/division-code'
import type { RegisterCountName } from '@shequ/schema/measures/register-counts'
import type { Tier } from '@shequ/schema/tiers'
import { type Owner, registersOf } from './communities-sql.js'
import type { AreaLevel } from './measure-query.js'
import type { Question } from './plan-question.js'
import { scopesOf } from './scopes.js'

/** The levels of areas that are tallied, the largest first. */
export const talliedLevels = ['CITY', 'BOROUGH', 'STREET'] as const
export type TalliedLevel = (typeof talliedLevels)[number]

/** What `register_tally` and `return_tally` tell of registers. */
const talliedRegisters: readonly RegisterCountName[] = [
  'residents',
  'olderResidents',
  'communities',
  'returnsExpected',
  'returnsReceived',
]

/** How many digits of its code name an area of each level: a city has two, if it is a municipality, or four. */
const digitsOf: Readonly<Record<number, TalliedLevel>> = { 2: 'CITY', 4: 'CITY', 6: 'BOROUGH', 9: 'STREET' }

/** The level of the divisions that a question is asked of; undefined for communities. */
export function ownerLevel([owner]: readonly Owner[]): TalliedLevel | undefined {
  return digitsOf[withoutPadding(owner?.code ?? '').length]
}

/**
 * Whether figures can be read off the tallies: those of whole areas, over registers that are tallied, of one dataset at
 * most, since of communities that return two of them the tallies don't tell which are the same.
 */
export function isTallied(level: AreaLevel | null, question: Question, owners: readonly Owner[], tier: Tier): boolean {
  const { filter, measures } = question
  return (
    tier !== 'community' &&
    level !== 'COMMUNITY' &&
    ownerLevel(owners) !== undefined &&
    !filter.communities &&
    !filter.communityKinds &&
    scopesOf(measures).datasets.length <= 1 &&
    [...registersOf(question, tier)].every((count) => talliedRegisters.includes(count))
  )
}

/** The level of the areas that figures are made of at most: that of their rows, of the filter's areas, of who is asked. */
export function rootLevel(level: AreaLevel | null, { filter }: Question, owners: readonly Owner[]): TalliedLevel {
  const among = [
    level,
    filter.streets ? 'STREET' : null,
    filter.boroughs ? 'BOROUGH' : null,
    ownerLevel(owners) ?? 'CITY',
  ]
  return talliedLevels.findLast((each) => among.includes(each)) ?? 'CITY'
}
