import DataLoader from 'dataloader'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import type { SessionRow } from '../database/rows.js'

/** Counts the places of sessions that were attended, all in one statement. Who may know is for the reader to decide. */
export function attendedLoader(run: RunStatement): DataLoader<SessionRow, number, string> {
  return new DataLoader<SessionRow, number, string>(
    async (sessions) => {
      const rows = await run<{ id: string; attended: number }>({
        text: `select session.community_code || ':' || session.id as id, count(*)::int as attended
from session join enrolment on enrolment.community_code = session.community_code and enrolment.programme_id = session.programme_id
  and session.ordinal = any(enrolment.attended)
where session.community_code = any($1::text[]) and session.id = any($2::uuid[]) group by session.community_code, session.id`,
        values: [[...new Set(sessions.map(({ owner }) => owner))], sessions.map(({ uuid }) => uuid)],
      })
      const counts = new Map(rows.map(({ id, attended }) => [id, attended]))
      return sessions.map(({ id }) => counts.get(id) ?? 0)
    },
    { cacheKeyFn: ({ id }) => id },
  )
}
