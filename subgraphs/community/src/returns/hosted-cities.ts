import { withoutPadding } from '@shequ/schema/codes/division-code'
import { isHere } from './hosted-communities.js'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** The provinces that are cities: Beijing, Tianjin, Shanghai and Chongqing. Any other city is a prefecture. */
const municipalities = ['11', '12', '31', '50']

/** The cities of the communities whose records lie here, by code. */
export async function hostedCities(sql: TransactionSql): Promise<readonly string[]> {
  const rows = await sql<{ city: string }>(
    `select distinct rpad(left(community_code, case when left(community_code, 2) = any($1::text[]) then 2 else 4 end), 12, '0') as city
     from community where removed_at is null and ${isHere} order by city`,
    municipalities,
  )
  return rows.map(({ city }) => city)
}

/** The city of a community, as far as communities of it lie here. */
export async function hostedCityOf(sql: TransactionSql, community: string): Promise<string | undefined> {
  return (await hostedCities(sql)).find((code) => community.startsWith(withoutPadding(code)))
}
