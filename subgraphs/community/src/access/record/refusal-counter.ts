import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { Pool } from 'pg'
import { type Refusal, nameOfRefusal } from './refusal.js'

/** How long refusals may be counted in memory alone, in milliseconds: what a server that is killed forgets. */
const longestKept = 1_000

/** How many counts are kept in memory. What exceeds them until they are written is not counted. */
const mostKept = 50_000

/** Counts refusals, and writes what it counted every second: a caller without a right costs no statement, however wide its question. */
export interface RefusalCounter {
  count(refusals: readonly Refusal[]): void
  /** Writes what was counted until now. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** Rows are locked in the order of their keys, so that two servers that write the same ones never wait for each other. */
const add = `
  insert into refusal_count as kept (community_code, day, action, dataset, role, calls)
  select community, day, action, dataset, role, calls
  from unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::text[], $6::bigint[]) as counted (community, day, action, dataset, role, calls)
    join community on community_code = community
  order by community, day, action, dataset, role
  on conflict (community_code, day, action, dataset, role) do update set calls = kept.calls + excluded.calls`

interface Counted {
  readonly refusal: Refusal
  calls: number
}

/** A counter on a community database. Nothing is written before something is counted. */
export function openRefusalCounter(pool: Pool): RefusalCounter {
  let counts = new Map<string, Counted>()
  let writing: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  function keep(refusal: Refusal, calls: number): void {
    const name = nameOfRefusal(refusal)
    const counted = counts.get(name)
    if (counted) counted.calls += calls
    else if (counts.size < mostKept) counts.set(name, { refusal, calls })
  }

  function writeLater(): void {
    if (counts.size === 0) return
    timer ??= setTimeout(() => void flush().catch(() => undefined), longestKept).unref()
  }

  async function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const taken = [...counts.values()]
    counts = new Map()
    if (taken.length === 0) return
    try {
      const communities = [...new Set(taken.map(({ refusal }) => refusal.community))]
      await sqlTransaction(pool, (sql) => sql(add, ...columnsOf(taken)), communities)
    } catch (error) {
      for (const { refusal, calls } of taken) keep(refusal, calls)
      writeLater()
      throw error
    }
  }

  function flush(): Promise<void> {
    const next = writing.then(write)
    writing = next.catch(() => undefined)
    return next
  }

  return {
    count(refusals) {
      for (const refusal of refusals) keep(refusal, 1)
      writeLater()
    },
    flush,
    close: async () => {
      // A database that can't be reached any more takes what was counted in the last second with it.
      await flush().catch(() => undefined)
      clearTimeout(timer)
    },
  }
}

function columnsOf(taken: readonly Counted[]): readonly (readonly unknown[])[] {
  return [
    taken.map(({ refusal }) => refusal.community),
    taken.map(({ refusal }) => refusal.day),
    taken.map(({ refusal }) => refusal.action),
    taken.map(({ refusal }) => refusal.dataset),
    taken.map(({ refusal }) => refusal.role),
    taken.map(({ calls }) => calls),
  ]
}
