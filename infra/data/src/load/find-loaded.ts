import type { Pool } from 'pg'
import { GENERATOR } from '../activity/basis/generated-source.js'
import type { ActivityDay } from '../activity/time/activity-day.js'
import type { ActivityPlan } from '../activity/plan-activity.js'
import type { TierPools } from './tier-pools.js'

/** What of a plan the databases hold already, and which communities have a profile. */
export interface Loaded {
  readonly city: boolean
  readonly borough: boolean
  readonly communities: ReadonlySet<string>
  /** Communities whose records are on their own nodes, or on the way there: nothing is to be loaded for them here. */
  readonly elsewhere: ReadonlySet<string>
  readonly profiles: ReadonlySet<string>
}

/** A database holds generated activity that is not what is to be loaded. Nothing was changed. */
export class OtherActivity extends Error {
  constructor(found: string, wanted: string) {
    super(
      `Expected no generated activity or that of ${wanted}, but found that of ${found}. Load it into databases of its own, or go on with what is there.`,
    )
    this.name = 'OtherActivity'
  }
}

interface Note extends ActivityDay {
  readonly code: string
  readonly size: string
  readonly seed: string
  readonly generator: string
}

/** @throws {OtherActivity} when activity of another size, seed, generator or day is there. */
export async function findLoaded(pools: TierPools, plan: ActivityPlan): Promise<Loaded> {
  const codes = plan.communities.map(({ community }) => community.code)
  const city = await findNotes(pools.city, 'city_code', [plan.city.code], plan)
  const borough = await findNotes(pools.borough, 'city_code', [plan.city.code], plan)
  const communities = await findNotes(pools.community, 'community_code', codes, plan)
  const profiles = await pools.community.query<{ code: string }>(
    `select community_code as code from community
     where community_code = any($1::text[]) and (introduction is not null or charter_adopted_on is not null)`,
    [codes],
  )
  const elsewhere = await pools.community.query<{ code: string }>(
    `select community_code as code from community_place where community_code = any($1::text[]) and state <> 'HERE'`,
    [codes],
  )
  return {
    elsewhere: new Set(elsewhere.rows.map(({ code }) => code)),
    city: city.size > 0,
    borough: borough.size > 0,
    communities,
    profiles: new Set(profiles.rows.map(({ code }) => code)),
  }
}

/** The day of the generated activity of a city; undefined when none of it is there. */
export async function findLoadedDay(pool: Pool, city: string): Promise<ActivityDay | undefined> {
  const { rows } = await pool.query<ActivityDay>(
    `select day, announced_months as "announcedMonths" from activity_load where city_code = $1`,
    [city],
  )
  return rows[0]
}

async function findNotes(pool: Pool, key: string, codes: readonly string[], plan: ActivityPlan): Promise<Set<string>> {
  const notes = await pool.query<Note>(
    `select ${key} as code, size, seed, generator, day, announced_months as "announcedMonths"
     from activity_load where ${key} = any($1::text[])`,
    [codes],
  )
  const { sizeName, seed, calendar } = plan
  const wanted = describe({ size: sizeName, seed: String(seed), generator: GENERATOR, ...calendar.of })
  const other = notes.rows.find((note) => describe(note) !== wanted)
  if (other !== undefined) throw new OtherActivity(describe(other), wanted)
  return new Set(notes.rows.map(({ code }) => code))
}

function describe({ size, seed, generator, day, announcedMonths }: Omit<Note, 'code'>): string {
  return `size ${size}, seed ${seed}, generator ${generator}, for ${day} with ${announcedMonths} months announced`
}
