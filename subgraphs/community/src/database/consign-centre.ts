import { HubError } from '@shequ/schema/errors/hub-error'
import { toDayColumn } from '@shequ/subgraph/database/day-column'
import { requireDaysInOrder } from '@shequ/subgraph/records/numbers'
import { longText, requireText } from '@shequ/subgraph/records/text'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { ConsignCentreInput } from '../generated/resolver-types.js'
import { consignedScopes, readConsignedScopes } from './consigned-scopes.js'
import { makeCommunityOnce } from './make-community-once.js'
import { requireOpenCentre } from './require-open-centre.js'
import { type Writing, written } from './writing.js'

/** Consigns a centre to an organisation for a term, and gives the consignment's id. */
export async function consignCentre(writing: Writing, input: ConsignCentreInput): Promise<string> {
  const { community, startsOn, endsOn } = input
  requireDaysInOrder('startsOn', startsOn, 'endsOn', endsOn)
  const scopes = readConsignedScopes(input.scopes ?? consignedScopes)
  const purpose = requireText('purpose', input.purpose, longText)
  return writing.database.write((transaction) =>
    makeCommunityOnce(transaction, 'consignCentre', input, async (id) => {
      const educationCentreId = await requireOpenCentre(transaction.sql, community, input.educationCentre)
      await refuseOverlap(transaction.sql, community, educationCentreId, startsOn, endsOn)
      await transaction.consignment.create({
        data: {
          communityCode: community,
          id,
          educationCentreId,
          operatorCreditCode: input.operator,
          purpose,
          scopes,
          startsOn: toDayColumn(startsOn),
          endsOn: toDayColumn(endsOn),
          ...written(writing),
        },
      })
    }),
  )
}

/** The centre is locked by now, so that of two agreements made at once the second sees the first. */
async function refuseOverlap(
  sql: TransactionSql,
  community: string,
  centre: string,
  startsOn: string,
  endsOn: string,
): Promise<void> {
  const [other] = await sql<{ first: string; last: string }>(
    `select starts_on::text as first, coalesce(ended_on, ends_on)::text as last from consignment
     where community_code = $1 and education_centre_id = $2::uuid and removed_at is null
       and starts_on <= $4::date and coalesce(ended_on, ends_on) >= $3::date
     order by starts_on limit 1`,
    community,
    centre,
    startsOn,
    endsOn,
  )
  if (!other) return
  throw new HubError(
    'CONFLICT',
    {
      en: `Expected a term in which the centre is under no consignment, but it is under one from ${other.first} to ${other.last}.`,
      zh: `委托期内该中心不应另有委托，而 ${other.first} 至 ${other.last} 已有委托。`,
    },
    { startsOn: other.first, endsOn: other.last },
  )
}
