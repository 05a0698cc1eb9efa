import type { ClientBase } from 'pg'
import type { Residents } from '../census/estimate-residents.js'
import type { Divisions } from '../divisions/divisions.js'
import { otherNamesOfArea, otherNamesOfCommunity } from '../divisions/short-name.js'
import { mergeRows } from './merge-rows.js'

/** Writes boroughs, streets and the register of communities. Returns how many rows were added or changed. */
export async function writeRegister(
  client: ClientBase,
  { codeList, city, boroughs, streets, communities }: Divisions,
  residents: ReadonlyMap<string, Residents>,
): Promise<number> {
  const source = codeList.id
  const countOf = (code: string) => residents.get(code)?.residents ?? null
  const olderOf = (code: string) => residents.get(code)?.older ?? null
  const isEstimated = (code: string) => residents.get(code)?.estimated ?? true
  let changed = await mergeRows(client, {
    table: 'borough',
    columns: ['code', 'city_code', 'name', 'other_names', 'residents', 'residents_estimated', 'source'],
    keys: 1,
    rows: boroughs.map(({ code, name }) => [
      code,
      city.code,
      name,
      otherNamesOfArea(name),
      countOf(code),
      isEstimated(code),
      source,
    ]),
  })
  changed += await mergeRows(client, {
    table: 'street',
    columns: ['code', 'borough_code', 'name', 'source'],
    keys: 1,
    rows: streets.map(({ code, boroughCode, name }) => [code, boroughCode, name, source]),
  })
  changed += await mergeRows(client, {
    table: 'community',
    columns: [
      'code',
      'street_code',
      'borough_code',
      'city_code',
      'name',
      'other_names',
      'kind',
      'residents',
      'older_residents',
      'residents_estimated',
      'source',
    ],
    keys: 1,
    rows: communities.map(({ code, streetCode, boroughCode, name, kind }) => [
      code,
      streetCode,
      boroughCode,
      city.code,
      name,
      otherNamesOfCommunity(name),
      kind,
      countOf(code),
      olderOf(code),
      isEstimated(code),
      source,
    ]),
  })
  return changed
}
