import { expect } from 'vitest'
import type { Tier } from '@shequ/schema/tiers'
import type { TestHub } from './start-hub.js'
import { letStrangersAsk } from './strangers.js'
import { tableSizes } from './table-sizes.js'

type Sizes = Record<Tier, Record<string, number>>

/** What a day of strangers left. */
export interface Day {
  readonly before: Sizes
  readonly after: Sizes
  readonly statuses: Readonly<Record<number, number>>
  /** The most rows of counted refusals that a day of strangers may add: communities × what is refused apart. */
  readonly bound: number
  /** How many refusals were counted. */
  readonly refusals: number
}

/** How many kinds of access are counted apart: eight datasets and what belongs to none are read, what belongs to none is written. */
const kindsOfAccess = 10

/** Lets the strangers of a day come to a hub, all in a row, and counts the rows of every table before and after. */
export async function letADayPass(hub: TestHub, calls: number): Promise<Day> {
  await countedRefusals(hub)
  const before = await tableSizes(hub.databases)
  const statuses = await letStrangersAsk(hub, calls)
  const refusals = await countedRefusals(hub)
  const after = await tableSizes(hub.databases)
  return { before, after, statuses, refusals, bound: kindsOfAccess * (before.community['community'] ?? 0) }
}

/** Holds that nothing grew but the counts of refusals, which did, within their bound. */
export function expectNothingGrew({ before, after, statuses, refusals, bound }: Day): void {
  const { refusal_count: counted = 0, ...others } = after.community
  const { refusal_count: _before, ...othersBefore } = before.community
  expect({ ...after, community: others }).toEqual({ ...before, community: othersBefore })
  expect(statuses[200]).toBeGreaterThan(0)
  expect(statuses[401]).toBeGreaterThan(0)
  expect(counted).toBeGreaterThan(0)
  expect(counted).toBeLessThanOrEqual(bound)
  expect(refusals).toBeGreaterThan(counted)
}

/** How many refusals were counted so far, those that are written within the second included. */
async function countedRefusals(hub: TestHub): Promise<number> {
  await hub.countRefusals()
  const { rows } = await hub.pools.community.query<{ calls: number }>(
    'select coalesce(sum(calls), 0)::int as calls from refusal_count',
  )
  return rows[0]?.calls ?? 0
}
