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

/** The programmes with such a session. Days and times of day are China's. The hours of the week come first, since they are read at once. */
export function meetingAt(meeting: Meeting | null | undefined): Condition[] {
  if (!meeting) return []
  const { from, to, startsFrom, startsBefore } = meeting
  const days = meeting.weekdays?.map((day) => weekdays.indexOf(day) + 1) ?? null
  return [
    { sql: 'session_hours && $::int[]', value: hoursOf(meeting, days) },
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

/** The hours of the week in which such a session may begin: 24 times the day, and the hour. */
function hoursOf({ startsFrom, startsBefore }: Meeting, days: readonly number[] | null): readonly number[] {
  const first = Number(startsFrom?.slice(0, 2) ?? 0)
  const [hour, minute] = (startsBefore ?? '24:00').split(':').map(Number) as [number, number]
  const last = minute > 0 ? hour : hour - 1
  const hours = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
  return (days ?? weekdays.map((_, at) => at + 1)).flatMap((day) => hours.map((each) => 24 * day + each))
}
