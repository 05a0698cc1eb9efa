import type { ClientBase } from 'pg'
import type { Residents } from '../census/estimate-residents.js'
import type { ActivitySize } from '../activity/basis/activity-size.js'
import { BOROUGH_TABLES } from '../activity/borough/borough-tables.js'
import { generateBorough } from '../activity/borough/generate-borough.js'
import { CITY_TABLES } from '../activity/city/city-tables.js'
import { generateCity } from '../activity/city/generate-city.js'
import { COMMUNITY_TABLES } from '../activity/community/community-tables.js'
import { generateCommunity } from '../activity/community/generate-community.js'
import { DEFAULT_SEED, GENERATOR } from '../activity/basis/generated-source.js'
import type { ActivityDay } from '../activity/time/activity-day.js'
import { type ActivityPlan, planActivity } from '../activity/plan-activity.js'
import { type ActivityTables, RowSink } from '../activity/basis/row-sink.js'
import type { Divisions } from '../divisions/divisions.js'
import { copyRows } from './copy-rows.js'
import { findLoaded } from './find-loaded.js'
import { type TierPools, inTransaction } from './tier-pools.js'

/** Rows written, by database and table (`community.enrolment`). Empty when all of it was there already. */
export type ActivityLoaded = Readonly<Record<string, number>>

interface ActivityLoad {
  readonly pools: TierPools
  readonly divisions: Divisions
  readonly residents: ReadonlyMap<string, Residents>
  readonly size: ActivitySize
  /** The seed that all activity is drawn from. Another one makes other activity; the default makes that of the pages. */
  readonly seed?: number
  /** The day that activity is generated for. */
  readonly day: ActivityDay
  /** Which communities to write activity for; all by default. The rows of one don't depend on which others are written. */
  readonly only?: (communityCode: string) => boolean
  /** Called with the number of communities done since the last call. */
  readonly advance?: (communities: number) => void
}

/** Communities a transaction: enough that COPY pays, few enough that a load that is killed loses little. */
const BATCH = 48
/** Connections that write at a time: while the server stores one batch, the next is drawn. */
const LANES = 2

/**
 * Writes generated activity for a city whose divisions are loaded. City and borough are one transaction each, communities one for
 * each batch, and every transaction notes in `activity_load` what it wrote: a load that is killed is taken up where it stopped, and
 * loading again changes nothing. What communities wrote themselves stays.
 *
 * @throws {OtherActivity} when activity of another size, seed, generator or day is there.
 */
export async function loadActivity(options: ActivityLoad): Promise<ActivityLoaded> {
  const { pools, divisions, residents, size, seed = DEFAULT_SEED, day, only = () => true, advance = () => {} } = options
  const plan = planActivity(divisions, residents, size, seed, day)
  const loaded = await findLoaded(pools, plan)
  const counts: Record<string, number> = {}
  if (!loaded.city) await inTransaction(pools.city, (client) => writeCity(client, plan, counts))
  if (!loaded.borough) await inTransaction(pools.borough, (client) => writeBoroughs(client, plan, counts))
  const wanted = plan.communities.filter(({ community }) => only(community.code))
  const missing = wanted.filter(
    ({ community: { code } }) => !loaded.communities.has(code) && !loaded.elsewhere.has(code),
  )
  advance(wanted.length - missing.length)
  const batches = inBatches(missing)
  const lane = async () => {
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
      const rows = new RowSink(COMMUNITY_TABLES)
      for (const given of batch) {
        generateCommunity({ ...given, rows, hasProfile: loaded.profiles.has(given.community.code) })
        rows.seal()
      }
      const codes = batch.map(({ community }) => community.code)
      await inTransaction(pools.community, (client) => writeCommunities(client, plan, codes, rows, counts))
      advance(batch.length)
    }
  }
  await allOrFirstFault(
    Array.from({ length: LANES }, () => lane()),
    () => batches.splice(0),
  )
  await settle(pools, counts)
  return counts
}

/**
 * Without statistics of its own the server would plan the first queries for empty tables. Without a vacuum it would look at each row's
 * visibility in all first queries, and vacuum by itself a minute later, when the first periods are counted.
 */
async function settle(pools: TierPools, counts: Record<string, number>): Promise<void> {
  for (const key of Object.keys(counts)) {
    const [tier, table] = key.split('.')
    if (tier === 'city' || tier === 'borough' || tier === 'community')
      await pools[tier].query(`vacuum (analyze) ${table ?? ''}`)
  }
}

/** In the order in which lanes take them from the end: by code. */
function inBatches<Item>(items: readonly Item[]): Item[][] {
  const batches: Item[][] = []
  for (let at = 0; at < items.length; at += BATCH) batches.unshift(items.slice(at, at + BATCH))
  return batches
}

/** Waits for all lanes, so that none writes on after this rejects. At the first fault `stop` keeps the others from going on. */
async function allOrFirstFault(lanes: readonly Promise<void>[], stop: () => void): Promise<void> {
  const faults: unknown[] = []
  const watch = (fault: unknown) => {
    faults.push(fault)
    stop()
  }
  await Promise.all(lanes.map((lane) => lane.catch(watch)))
  if (faults.length > 0) throw faults[0]
}

async function writeCity(client: ClientBase, plan: ActivityPlan, counts: Record<string, number>): Promise<void> {
  const rows = new RowSink(CITY_TABLES)
  generateCity({ ...plan, rows })
  await note(client, 'city_code', plan, [plan.city.code])
  await write(client, 'city', rows, counts)
}

async function writeBoroughs(client: ClientBase, plan: ActivityPlan, counts: Record<string, number>): Promise<void> {
  const rows = new RowSink(BOROUGH_TABLES)
  for (const borough of plan.boroughs) generateBorough(borough, { ...plan, rows })
  await note(client, 'city_code', plan, [plan.city.code])
  await write(client, 'borough', rows, counts)
}

async function writeCommunities(
  client: ClientBase,
  plan: ActivityPlan,
  codes: readonly string[],
  rows: RowSink<typeof COMMUNITY_TABLES>,
  counts: Record<string, number>,
): Promise<void> {
  // A crash of the server may lose the last batches, but their notes with them: the next load draws them again.
  await client.query('set local synchronous_commit = off')
  await requireHere(client, codes)
  await note(client, 'community_code', plan, codes)
  await makeRoom(client, codes)
  await write(client, 'community', rows, counts)
  await queueLastWhatIsOver(client, codes, plan.calendar.of.day)
}

/** How far behind all others the records are queued that have time. */
const farBehind = 2 ** 40

/** Sends the programmes that are over to the catalogue after all others, and after what communities publish meanwhile: most are over, and few ask for them. */
async function queueLastWhatIsOver(client: ClientBase, codes: readonly string[], day: string): Promise<void> {
  await client.query(
    `update catalogue_outbox queued set sequence = queued.sequence + $3::bigint
     from programme
     where queued.community_code = any($1::text[]) and queued.kind = 'PROGRAMME' and queued.sequence < $3::bigint
       and programme.community_code = queued.community_code and programme.id = queued.id and programme.ends_on < $2::date`,
    [codes, day, farBehind],
  )
}

/** A community that begins to move waits until its activity is written; one that has begun is not written to. */
async function requireHere(client: ClientBase, codes: readonly string[]): Promise<void> {
  const moving = await client.query<{ code: string }>(
    `select code from unnest($1::text[]) code where hold_place(code) <> 'HERE'`,
    [codes],
  )
  const [first] = moving.rows
  if (first)
    throw new Error(`The community ${first.code} began to move to another server. Load again: the rest goes on.`)
}

/** Communities that said nothing of themselves yet get a generated profile in the place of their empty one. */
async function makeRoom(client: ClientBase, codes: readonly string[]): Promise<void> {
  await client.query(
    `with emptied as (
       delete from community
       where community_code = any($1::text[]) and introduction is null and charter_adopted_on is null
       returning community_code
     )
     delete from sharing_rule using emptied where sharing_rule.community_code = emptied.community_code`,
    [codes],
  )
}

/** The note comes first: of two loads of the same thing at once, the second waits here and then fails before it writes. */
async function note(client: ClientBase, key: string, plan: ActivityPlan, codes: readonly string[]): Promise<void> {
  const { day, announcedMonths } = plan.calendar.of
  await client.query(
    `insert into activity_load (${key}, size, seed, generator, day, announced_months)
     select code, $2, $3, $4, $5, $6 from unnest($1::text[]) code`,
    [codes, plan.sizeName, String(plan.seed), GENERATOR, day, announcedMonths],
  )
}

async function write<Tables extends ActivityTables>(
  client: ClientBase,
  tier: string,
  rows: RowSink<Tables>,
  counts: Record<string, number>,
): Promise<void> {
  for (const [table, columns] of Object.entries(rows.tables)) {
    await copyRows(client, table, columns, rows.bytes(table))
    const key = `${tier}.${table}`
    counts[key] = (counts[key] ?? 0) + rows.count(table)
  }
}
