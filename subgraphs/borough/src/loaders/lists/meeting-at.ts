import type { Condition } from '@shequ/subgraph/paging/list'
import { weekdays } from '@shequ/subgraph/records/whereabouts'

/** What a session is to be like: one and the same session meets all of it. */
export interface Meeting {
  /** The first day, and the last where one is given. */
  readonly from: string
  readonly to: string | null
  readonly weekdays: readonly (typeof weekdays)[number][] | null
  readonly startsFrom: string | null
  readonly startsBefore: string | null
}

/** The programmes with such a session. Days and times of day are China's. */
export function meetingAt(meeting: Meeting | null | undefined): Condition[] {
  if (!meeting) return []
  const { from, to, startsFrom, startsBefore } = meeting
  const days = meeting.weekdays?.map((day) => weekdays.indexOf(day) + 1) ?? null
  return [
    {
      sql: `exists (select from (select begins at time zone 'Asia/Shanghai' as begins from unnest(session_starts) as begins) session
        where begins >= $::date and begins < coalesce($::date + 1, 'infinity')
          and coalesce(extract(isodow from begins)::int = any($::int[]), true)
          and coalesce(begins::time >= $::time, true) and coalesce(begins::time < $::time, true))`,
      value: from,
      more: [to, days, startsFrom, startsBefore],
    },
  ]
}
