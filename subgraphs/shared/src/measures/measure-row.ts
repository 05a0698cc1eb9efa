import type { MeasureRow } from './measure-table.js'

/** How a tier gives an area by its code. */
type AreaOf<Area, Context> = (code: string, context: Context) => Area

/** Resolves the areas that a row of a table is of. */
export function measureRow<City, Borough, Street, Community, Context>(areas: {
  readonly city: AreaOf<City, Context>
  readonly borough: AreaOf<Borough, Context>
  readonly street: AreaOf<Street, Context>
  readonly community: AreaOf<Community, Context>
}) {
  return {
    city: ({ cityCode }: MeasureRow, _args: unknown, context: Context) =>
      cityCode === null ? null : areas.city(cityCode, context),
    borough: ({ boroughCode }: MeasureRow, _args: unknown, context: Context) =>
      boroughCode === null ? null : areas.borough(boroughCode, context),
    street: ({ streetCode }: MeasureRow, _args: unknown, context: Context) =>
      streetCode === null ? null : areas.street(streetCode, context),
    community: ({ communityCode }: MeasureRow, _args: unknown, context: Context) =>
      communityCode === null ? null : areas.community(communityCode, context),
  }
}

const named = (code: string) => ({ code })

/** Areas by their codes alone. */
export const byCode = { city: named, borough: named, street: named, community: named }

/** Areas are named by their codes where the borough tier tells the rest. */
export const namedAreas = measureRow(byCode)
