import { fewestContributors, largestShareOfTwo } from '@shequ/schema/measures/disclosure-rules'
import { requireRange } from '@shequ/subgraph/records/numbers'
import { isOwnOffice } from '../access/is-own-office.js'
import type { CommunityRow } from '../database/rows.js'
import type { CommunityDonationsOfPersonsArgs } from '../generated/resolver-types.js'
import type { Context } from './context.js'
import { requireShared } from './require-shared.js'
import { yearOf } from './smallest-cell-in.js'

/**
 * What residents gave a community in a year: exact for its office; for others only of a year that is over, so that no two answers differ by
 * one gift, and where the rule on money holds. Each gift counts as of another giver.
 */
export async function addDonationsOfPersons(
  { code: community }: CommunityRow,
  { year }: CommunityDonationsOfPersonsArgs,
  context: Context,
): Promise<string | null> {
  requireRange('year', year, 2000, 9998)
  const permit = await requireShared(context, {
    community,
    dataset: 'DONATIONS',
    field: 'Community.donationsOfPersons',
  })
  const { amount, gifts, largestTwo } = await context.loaders.donationsOfPersons.load({ community, year })
  permit.give(1)
  if (isOwnOffice(context.viewer, community)) return amount
  const isOver = year < yearOf(context.today())
  return isOver && gifts >= fewestContributors && largestTwo <= largestShareOfTwo ? amount : null
}
