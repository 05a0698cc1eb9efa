import type { ClientBase } from 'pg'
import type { Residents } from '../census/estimate-residents.js'
import type { Divisions } from '../divisions/divisions.js'
import { otherNamesOfArea } from '../divisions/short-name.js'
import { mergeRows } from './merge-rows.js'

/** Writes the city's own row and its code list. Returns how many rows were added or changed. */
export async function writeCity(
  client: ClientBase,
  { codeList, city }: Divisions,
  residents: ReadonlyMap<string, Residents>,
): Promise<number> {
  const { id, source, cutOff, licence } = codeList
  await client.query(
    `insert into division_code_list (id, source, cut_off, licence) values ($1, $2, $3, $4)
     on conflict (id) do update set source = $2, cut_off = $3, licence = $4`,
    [id, source, cutOff, licence],
  )
  const known = residents.get(city.code)
  return mergeRows(client, {
    table: 'city',
    columns: ['code', 'name', 'other_names', 'residents', 'residents_estimated', 'code_list_id', 'source'],
    keys: 1,
    rows: [
      [city.code, city.name, otherNamesOfArea(city.name), known?.residents ?? null, known?.estimated ?? true, id, id],
    ],
  })
}
