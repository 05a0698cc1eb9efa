import type { RegisterSnapshot, RegisteredArea, RegisteredFigures } from '@shequ/schema/returns/register-snapshot'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

const areas = `
  select json_build_array(community_code, street_code, kind, residents, older_residents) as area
  from area where borough_code = $1 order by community_code`

const figures = `
  select community_code as community, period, budget, guidance_issued as guidance
  from register_figure where community_code = any($1::text[]) order by period, community_code`

interface FigureRow {
  readonly community: string
  readonly period: string
  readonly budget: number
  readonly guidance: number
}

/** Reads what a borough tells the city of its register. */
export async function readRegister(
  sql: TransactionSql,
  { borough, city }: { readonly borough: string; readonly city: string },
  { version, takenAt }: { readonly version: number; readonly takenAt: Date },
): Promise<RegisterSnapshot> {
  const registered = await sql<{ area: RegisteredArea }>(areas, borough)
  const codes = registered.map(({ area: [code] }) => code)
  return {
    borough,
    city,
    version,
    takenAt: takenAt.toISOString(),
    areas: registered.map(({ area }) => area),
    figures: byPeriod(await sql<FigureRow>(figures, codes), codes),
  }
}

/** The figures of each period, whose rows stand together. */
function byPeriod(rows: readonly FigureRow[], codes: readonly string[]): readonly RegisteredFigures[] {
  const places = new Map(codes.map((code, place) => [code, place]))
  const periods = new Map<string, (readonly [number, number, number])[]>()
  for (const { community, period, budget, guidance } of rows) {
    const ofPeriod = periods.get(period) ?? []
    periods.set(period, ofPeriod)
    ofPeriod.push([places.get(community) ?? 0, budget, guidance])
  }
  return [...periods].map(([period, ofPeriod]) => ({ period, rows: ofPeriod }))
}
