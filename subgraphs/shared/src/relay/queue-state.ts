import type { RunStatement } from '../database/statement.js'
import type { Outbox } from './cargo.js'

/** How many things wait in a queue, and since when. */
export interface QueueState {
  readonly waiting: number
  readonly retrying: number
  readonly oldest: string | null
}

/** How a queue stands now. It reads the whole queue. */
export async function queueState(run: RunStatement, { table }: Outbox): Promise<QueueState> {
  const [state] = await run<QueueState>({
    text: `select count(*)::int as waiting, (count(*) filter (where attempts > 1))::int as retrying, min(created_at) as oldest from ${table}`,
    values: [],
  })
  return state ?? { waiting: 0, retrying: 0, oldest: null }
}
