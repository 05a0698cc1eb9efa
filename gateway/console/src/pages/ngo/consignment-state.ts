/** How a consignment stands on a day. */
export type ConsignmentState = 'running' | 'toCome' | 'over' | 'ended'

interface Term {
  readonly startsOn: string
  readonly endsOn: string
  readonly endedOn: string | null
}

/** How a consignment stands on a day, both as `2025-09-15`. On the day that it ended before its term it is over. */
export function consignmentState({ startsOn, endsOn, endedOn }: Term, day: string): ConsignmentState {
  if (endedOn !== null && endedOn <= day) return 'ended'
  if (startsOn > day) return 'toCome'
  return endsOn < day ? 'over' : 'running'
}
