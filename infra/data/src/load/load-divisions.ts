import type { ClientBase } from 'pg'
import type { Residents } from '../census/estimate-residents.js'
import type { CodeChange, Divisions } from '../divisions/divisions.js'
import { type NamedUnit, findCodeChanges } from '../divisions/find-code-changes.js'
import { otherNamesOfArea, otherNamesOfCommunity } from '../divisions/short-name.js'
import { CODE_LIST_ENTRIES } from './code-list-entries.js'
import { mergeRows } from './merge-rows.js'
import { type TierPools, inTransaction } from './tier-pools.js'

/** What a load of divisions changed: rows added, changed or removed, by database. All zero when everything was there already. */
export interface DivisionsLoaded {
  readonly city: number
  readonly borough: number
  readonly community: number
}

interface DivisionsLoad {
  readonly pools: TierPools
  readonly divisions: Divisions
  readonly residents: ReadonlyMap<string, Residents>
}

/**
 * Writes a city's divisions into the databases of its tiers. Each database is one transaction, held open until all three are
 * written and then committed from below, the city last: a load that is killed leaves what was there before, or what the next one
 * completes. Loading twice changes nothing. A unit that left the code list stays as a tombstone, with its successor.
 */
export async function loadDivisions({ pools, divisions, residents }: DivisionsLoad): Promise<DivisionsLoaded> {
  return inTransaction(pools.city, async (city) =>
    inTransaction(pools.borough, async (borough) =>
      inTransaction(pools.community, async (community) => {
        for (const client of [city, borough, community]) await holdLoad(client, divisions.city.code)
        const changes = await findChanges(borough, divisions)
        return {
          city: await writeCity(city, divisions, residents),
          borough: await writeBoroughs(borough, divisions, residents, changes),
          community: await writeCommunities(community, divisions, changes),
        }
      }),
    ),
  )
}

/** Two loads of one city wait for each other; readers don't. */
async function holdLoad(client: ClientBase, cityCode: string): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('shequ:load'), hashtext($1))`, [cityCode])
}

async function writeCity(
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
  for (const entry of CODE_LIST_ENTRIES) {
    await client.query(
      `insert into code_list_entry (list, code, position, label, label_english) values ($1, $2, $3, $4, $5)
       on conflict (list, code) do nothing`,
      [...entry],
    )
  }
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

async function writeBoroughs(
  client: ClientBase,
  { codeList, city, boroughs, streets, communities }: Divisions,
  residents: ReadonlyMap<string, Residents>,
  changes: readonly CodeChange[],
): Promise<number> {
  const source = codeList.id
  const countOf = (code: string) => residents.get(code)?.residents ?? null
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
      isEstimated(code),
      source,
    ]),
  })
  return changed + (await recordChanges(client, changes))
}

/** What the register holds and the list no longer does, with what took its place; and what the list itself declares. */
async function findChanges(client: ClientBase, divisions: Divisions): Promise<CodeChange[]> {
  const held = await client.query<NamedUnit>(
    `select code, name from community where city_code = $1 and removed_at is null
     union all
     select s.code, s.name from street s join borough b on b.code = s.borough_code where b.city_code = $1 and s.removed_at is null
     union all
     select code, name from borough where city_code = $1 and removed_at is null`,
    [divisions.city.code],
  )
  const listed = [...divisions.boroughs, ...divisions.streets, ...divisions.communities]
  const found = findCodeChanges(held.rows, listed, divisions.changes, divisions.codeList.id)
  const declared = divisions.changes.filter((change) => !found.includes(change))
  return [...found, ...declared]
}

async function recordChanges(client: ClientBase, changes: readonly CodeChange[]): Promise<number> {
  let changed = 0
  const from = changes.map((change) => change.from)
  for (const table of ['community', 'street', 'borough']) {
    changed += await bury(client, table, 'code', from)
  }
  await client.query(
    `delete from code_change c where exists
       (select from community u where u.code = c.predecessor and u.removed_at is null)`,
  )
  for (const { from, to, list } of changes) {
    await client.query(
      `insert into code_change (predecessor, code_list, successor) values ($1, $2, $3)
       on conflict (predecessor, code_list) do nothing`,
      [from, list, to],
    )
  }
  return changed
}

/**
 * Gives each community a place on the hosted server. Until it says otherwise, what it publishes (centres and programmes) is
 * for everybody to see, and everything else for nobody. What a community wrote itself stays.
 */
async function writeCommunities(
  client: ClientBase,
  { codeList, communities }: Divisions,
  changes: readonly CodeChange[],
): Promise<number> {
  const opened = await client.query<{ code: string }>(
    `insert into community (community_code, source) select code, $2 from unnest($1::text[]) code
     on conflict (community_code) do update set removed_at = null, updated_at = now() where community.removed_at is not null
     returning community_code as code`,
    [communities.map(({ code }) => code), codeList.id],
  )
  await client.query(
    `insert into sharing_rule (community_code, dataset, level)
     select code, dataset, 'PUBLIC' from unnest($1::text[]) code, unnest('{CENTRES,PROGRAMMES}'::text[]) dataset
     on conflict (community_code, dataset) do nothing`,
    [opened.rows.map(({ code }) => code)],
  )
  const removed = changes.map((change) => change.from)
  return opened.rows.length + (await bury(client, 'community', 'community_code', removed))
}

async function bury(client: ClientBase, table: string, key: string, codes: readonly string[]): Promise<number> {
  const buried = await client.query(
    `update ${table} set removed_at = now(), updated_at = now() where ${key} = any($1::text[]) and removed_at is null`,
    [codes],
  )
  return buried.rowCount ?? 0
}
