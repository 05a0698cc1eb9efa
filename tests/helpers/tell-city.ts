import { withClient } from '@shequ/postgres/with-client'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import type { CityDatabases } from './city-templates.js'

/** Gives the city tier the areas that the borough tier has, and no returns but those that the statements insert. */
export async function tellCity(
  { city, borough }: Pick<CityDatabases, 'city' | 'borough'>,
  statements: readonly string[],
): Promise<void> {
  const { rows: areas } = await withClient(borough.ownerUrl, (client) => client.query<object>('select * from area'))
  await withClient(city.ownerUrl, async (client) => {
    await client.query('delete from measure_return; delete from cell; delete from area')
    await client.query('insert into area select * from json_populate_recordset(null::area, $1)', [
      JSON.stringify(areas),
    ])
    for (const statement of statements) await client.query(statement)
  })
}

/** What all communities of a borough return of a period: the same. */
export interface ReturnOfAll {
  readonly borough: string
  readonly period: string
  readonly releasedAt: string
  /** The mask and the bound of each count. */
  readonly hidden?: number
  readonly high?: number
}

/** SQL that inserts a return of each community of a borough, without cells. */
export function returnedByAll({ borough, period, releasedAt, hidden = 0, high = 0 }: ReturnOfAll): string {
  const ofEach = (value: number) => `array_fill(${value}, array[${baseCountNames.length}])`
  return `insert into measure_return (division_code, period, kind, version, levels, summed, hidden, high, released_at)
    select community_code, '${period}', 'NAMED', 1, array_fill('CITY'::sharing_level, array[5]), array_fill(true, array[5]),
      ${ofEach(hidden)}, ${ofEach(high)}, '${releasedAt}' from area where borough_code = '${borough}'`
}
