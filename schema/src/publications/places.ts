import { smallestCell } from '../measures/disclosure-rules.js'

/** What is published of how many places of a programme are left. */
export const placeStates = ['OPEN', 'FEW', 'FULL'] as const

export type Places = (typeof placeStates)[number]

/**
 * What is published of the places of a programme. Each state leaves all numbers of taken places below the smallest cell possible, or
 * none of them; so one for fewer people than that has one state alone. The community tier's `places_left` says the same in SQL.
 *
 * @param smallest the community's own smallest cell
 */
export function placesLeft(capacity: number, taken: number, smallest: number): Places {
  if (capacity < smallest) return 'FEW'
  if (taken >= capacity) return 'FULL'
  // From so many places on a programme can have both few left and as many taken as the smallest cell.
  return capacity >= 2 * smallest - 1 && capacity - taken < smallest ? 'FEW' : 'OPEN'
}

/** Whether a state may be published of a programme for so many people, by some community: each may have raised its smallest cell. */
export function mayTell(places: Places, capacity: number): boolean {
  return capacity >= smallestCell || places === 'FEW'
}
