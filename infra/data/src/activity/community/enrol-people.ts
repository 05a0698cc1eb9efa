import type { Random } from '@shequ/schema/random/random'
import type { Day } from '../time/calendar.js'
import type { ProgrammePlan } from './draw-programme.js'
import type { People, Person } from './people.js'

/** A person's place in a programme. `attended` holds the numbers of sessions from 1, ascending. */
export interface Enrolled {
  readonly person: Person
  readonly enrolledOn: Day
  readonly cancelledOn: Day | null
  readonly attended: readonly number[]
  readonly completed: boolean
}

const GIVEN_UP = 0.05
/** The share of sessions that one must attend to have completed a programme. */
const COMPLETION = 2 / 3

/** The longest time before a programme in which anybody enrols, in days. */
export const EARLIEST_ENROLMENT = 24

/** How many places of a programme people want, where `most` may enrol at most. */
export function placesWanted({ capacity, demand }: ProgrammePlan, most: number): number {
  return Math.min(capacity, Math.round(capacity * demand), Math.max(3, most))
}

/**
 * A place as it is known on a day: no cancellation and no attendance that lie ahead. Undefined when the person has not enrolled yet.
 */
export function placeKnownOn(today: Day, { days }: ProgrammePlan, place: Enrolled): Enrolled | undefined {
  if ((days.at(-1) ?? 0) < today) return place
  if (place.enrolledOn > today) return undefined
  const isCancelled = place.cancelledOn !== null && place.cancelledOn <= today
  return {
    ...place,
    cancelledOn: isCancelled ? place.cancelledOn : null,
    attended: place.attended.filter((session) => (days[session - 1] ?? today) < today),
    completed: false,
  }
}

/**
 * Gives out the places of a programme, never more at a time than it has. Those who give theirs up come on top, but are not replaced.
 * Whoever had a place in a programme that was cancelled lost it before it began.
 *
 * @param places.most how many may enrol at most.
 * @param places.newcomers the share of those who take part for the first time in the year.
 */
export function enrolPeople(
  random: Random,
  plan: ProgrammePlan,
  people: People,
  cancelled: boolean,
  places: { number: number; most: number; newcomers: number },
): Enrolled[] {
  const wanted = placesWanted(plan, places.most)
  const enrolled: Enrolled[] = []
  for (let place = 0; place < wanted; place++) {
    const person = people.draw(places.number, places.newcomers, plan.topic.audience)
    if (person !== undefined) enrolled.push(enrol(random, person, plan, cancelled))
  }
  return enrolled
}

function enrol(random: Random, person: Person, plan: ProgrammePlan, cancelled: boolean): Enrolled {
  const first = plan.days[0] ?? 0
  const enrolledOn = first - random.between(3, EARLIEST_ENROLMENT)
  const sessions = plan.days.length
  if (cancelled) return { person, enrolledOn, cancelledOn: first - 2, attended: [], completed: false }
  if (random.chance(GIVEN_UP)) {
    const seen = random.chance(0.7) ? 0 : random.between(0, Math.floor(sessions / 3))
    const attended = Array.from({ length: seen }, (_, index) => index + 1)
    const cancelledOn = seen === 0 ? random.between(enrolledOn, first - 1) : (plan.days[seen - 1] ?? first) + 1
    return { person, enrolledOn, cancelledOn, attended, completed: false }
  }
  const attended = attend(random, sessions)
  return { person, enrolledOn, cancelledOn: null, attended, completed: attended.length >= sessions * COMPLETION }
}

/** Most come almost always; some tire on the way. */
function attend(random: Random, sessions: number): number[] {
  const loyalty = 1 - 0.45 * random.next() * random.next()
  const tires = random.chance(0.13) ? 0.12 : 0.004
  const attended: number[] = []
  for (let session = 1; session <= sessions; session++) {
    if (random.next() < loyalty - tires * session) attended.push(session)
  }
  return attended
}
