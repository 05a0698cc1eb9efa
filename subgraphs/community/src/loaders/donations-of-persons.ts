import DataLoader from 'dataloader'
import type { RunStatement } from '@shequ/subgraph/database/statement'

/** A community's calendar year. */
export interface CommunityYear {
  readonly community: string
  readonly year: number
}

/** What residents gave a community in a year. */
export interface PersonsDonations {
  /** CNY, as a decimal string. */
  readonly amount: string
  readonly gifts: number
  /** The share of the two largest gifts. */
  readonly largestTwo: number
}

const none: PersonsDonations = { amount: '0.00', gifts: 0, largestTwo: 0 }

const text = `select community_code as community, year, sum(amount_awarded)::text as amount, count(*)::int as gifts,
  (sum(amount_awarded) filter (where place <= 2) / sum(amount_awarded))::float8 as "largestTwo"
from (
  select community_code, year, amount_awarded,
    row_number() over (partition by community_code, year order by amount_awarded desc) as place
  from donation join unnest($1::text[], $2::int[]) as asked (community, year)
    on community_code = asked.community and award_date >= make_date(year, 1, 1) and award_date < make_date(year + 1, 1, 1)
  where funding_organisation_code is null and removed_at is null
) given group by 1, 2`

/** Adds up what residents gave, all that a query asks in one statement. What of it may be told is for the reader to decide. */
export function donationsOfPersonsLoader(run: RunStatement): DataLoader<CommunityYear, PersonsDonations, string> {
  return new DataLoader<CommunityYear, PersonsDonations, string>(
    async (asked) => {
      const rows = await run<PersonsDonations & CommunityYear>({
        text,
        values: [asked.map(({ community }) => community), asked.map(({ year }) => year)],
      })
      const sums = new Map(
        rows.map(({ amount, gifts, largestTwo, ...of }) => [keyOf(of), { amount, gifts, largestTwo }]),
      )
      return asked.map((of) => sums.get(keyOf(of)) ?? none)
    },
    { cacheKeyFn: keyOf },
  )
}

function keyOf({ community, year }: CommunityYear): string {
  return `${community} ${year}`
}
