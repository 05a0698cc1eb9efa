import { smallestCell } from '../measures/disclosure-rules.js'

/** What is published of how many places of a programme are left. */
export const placeStates = ['OPEN', 'FEW', 'FULL'] as const

export type Places = (typeof placeStates)[number]

/** From how many places on a programme can have both few left and as many taken as the smallest cell. */
const smallestToTellFew = 2 * smallestCell - 1

/**
 * What is published of the places of a programme. Each state leaves all numbers of taken places below the smallest cell possible, or
 * none of them; so one for fewer people than that has one state alone. The community tier's `places_left` says the same in SQL.
 */
export function placesLeft(capacity: number, taken: number): Places {
  if (capacity < smallestCell) return 'FEW'
  if (taken >= capacity) return 'FULL'
  return capacity >= smallestToTellFew && capacity - taken < smallestCell ? 'FEW' : 'OPEN'
}

/** Whether a state may be published of a programme for so many people. */
export function mayTell(places: Places, capacity: number): boolean {
  if (capacity < smallestCell) return places === 'FEW'
  return places !== 'FEW' || capacity >= smallestToTellFew
}
