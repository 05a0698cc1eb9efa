import type { RegisterSnapshot, RegisteredArea, RegisteredFigures } from '@shequ/schema/returns/register-snapshot'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

const areas = `
  select json_build_array(community_code, street_code, kind, residents, older_residents) as area
  from area where borough_code = $1 order by community_code`

const figures = `
  select figure.period, json_agg(json_build_array(place, figure.budget, figure.guidance_issued) order by place) as rows
  from unnest($1::text[]) with ordinality as registered (code, number)
  join register_figure figure on figure.community_code = registered.code
  cross join lateral (select registered.number - 1 as place) as place
  where figure.budget <> 0 or figure.guidance_issued <> 0
  group by figure.period order by figure.period`

/** Reads what a borough tells the city of its register. */
export async function readRegister(
  sql: TransactionSql,
  { borough, city }: { readonly borough: string; readonly city: string },
  takenAt: Date,
): Promise<RegisterSnapshot> {
  const rows = await sql<{ area: RegisteredArea }>(areas, borough)
  const codes = rows.map(({ area: [code] }) => code)
  return {
    borough,
    city,
    takenAt: takenAt.toISOString(),
    areas: rows.map(({ area }) => area),
    figures: await sql<RegisteredFigures>(figures, codes),
  }
}
