import { drawUuid } from '../../random/draw-uuid.js'
import type { Random } from '@shequ/schema/random/random'
import { moneyText } from '../basis/money.js'
import { type Day, dayText, momentText } from '../time/calendar.js'
import type { CommunityContext } from './community-context.js'
import { drawExtent } from './draw-extent.js'
import { type ProgrammePlan, drawProgramme } from './draw-programme.js'
import { drawProgrammeDetails } from './draw-programme-details.js'
import { EARLIEST_ENROLMENT, type Enrolled, enrolPeople, placeKnownOn, placesWanted } from './enrol-people.js'
import type { CentreRow } from './generate-centres.js'
import type { People } from './people.js'

/** A programme as it was written, with what later rows hang on. */
export interface ProgrammeRow {
  readonly id: string
  readonly plan: ProgrammePlan
  readonly firstDay: Day
  readonly lastDay: Day
  readonly enrolled: readonly Enrolled[]
  readonly cancelled: boolean
  /** How many enrol until it begins, or will. */
  readonly drawn: number
}

const CANCELLED = 0.02
const TAUGHT_BY_VOLUNTEERS = { COURSE: 0.22, CULTURAL_ACTIVITY: 0.1, WORKSHOP: 0.18, VOLUNTEERING: 0.5 } as const
/** Enrolments per programme in a median community, by which a community's extent becomes a size of programmes. */
const TYPICAL_EXTENT = 90

/**
 * Programmes with their sessions and enrolments, year by year, until as many have enrolled as the community's extent says. This year is
 * drawn whole, but what is not announced yet is left out.
 */
export function generateProgrammes(
  context: CommunityContext,
  people: People,
  centres: readonly CentreRow[],
): ProgrammeRow[] {
  const random = context.random('programmes')
  const details = context.random('programme details')
  const { years, pastYears, lastMeeting } = context.calendar
  const extent = drawExtent(context)
  const programmes: ProgrammeRow[] = []
  for (const [index, year] of years.entries()) {
    people.beginYear(year)
    const participants = extent[index] ?? 0
    const wanted = Math.round(participants * context.size.enrolmentsEach)
    const size = Math.min(1.8, Math.max(0.6, Math.sqrt(participants / TYPICAL_EXTENT)))
    let enrolled = 0
    while (enrolled < wanted) {
      const plan = drawProgramme(random, year, size, year <= pastYears[1] ? lastMeeting : Infinity)
      const most = wanted - enrolled + 4
      if (!isAnnounced(context, plan)) {
        enrolled += placesWanted(plan, most)
        continue
      }
      const places = { number: programmes.length, most, newcomers: 1 / context.size.enrolmentsEach }
      const programme = generateProgramme(context, { random, details }, plan, people, centres, places)
      programmes.push(programme)
      enrolled += Math.max(1, programme.drawn)
    }
  }
  return programmes
}

function isAnnounced({ calendar }: CommunityContext, { days }: ProgrammePlan): boolean {
  return (days[0] ?? 0) <= calendar.announcedUntil && (days.at(-1) ?? 0) <= calendar.lastMeeting
}

function generateProgramme(
  context: CommunityContext,
  { random, details }: { random: Random; details: Random },
  plan: ProgrammePlan,
  people: People,
  centres: readonly CentreRow[],
  places: { number: number; most: number; newcomers: number },
): ProgrammeRow {
  const { community, rows, source, calendar } = context
  const { today } = calendar
  const id = drawUuid(random)
  const isToBeCancelled = random.chance(CANCELLED)
  const firstDay = plan.days[0] ?? 0
  const lastDay = plan.days.at(-1) ?? firstDay
  const cancelled = isToBeCancelled && firstDay - 2 <= today
  const isOpen = firstDay - EARLIEST_ENROLMENT <= today
  const drawn = isOpen ? enrolPeople(random, plan, people, isToBeCancelled, places) : []
  const enrolled = drawn.flatMap((place) => placeKnownOn(today, plan, place) ?? [])
  const taken = enrolled.filter((place) => place.cancelledOn === null).length
  const centre = centres.length > 0 && random.chance(0.92) ? random.pick(centres) : undefined
  const byVolunteers = generateSessions(context, random, id, plan, people, centre === undefined)
  rows.add('programme', [
    community.code,
    id,
    plan.title,
    plan.description,
    plan.kind,
    plan.topic.audience,
    cancelled ? 'CANCELLED' : 'PUBLISHED',
    dayText(firstDay),
    dayText(lastDay),
    plan.capacity,
    taken,
    moneyText(plan.fee),
    centre?.id ?? null,
    ...drawProgrammeDetails(context, details, plan, byVolunteers),
    source,
  ])
  for (const { person, enrolledOn, cancelledOn, completed, attended } of enrolled) {
    rows.add('enrolment', [
      community.code,
      id,
      person.pseudonym,
      cancelledOn === null ? 'ENROLLED' : 'CANCELLED',
      dayText(enrolledOn),
      cancelledOn === null ? null : dayText(cancelledOn),
      completed,
      attended,
    ])
  }
  const willEnrol = isOpen ? drawn.length : placesWanted(plan, places.most)
  return { id, plan, firstDay, lastDay, enrolled, cancelled, drawn: willEnrol }
}

/** Gives whether a volunteer teaches them. */
function generateSessions(
  { community, rows, source }: CommunityContext,
  random: Random,
  programme: string,
  plan: ProgrammePlan,
  people: People,
  elsewhere: boolean,
): boolean {
  const volunteers = people.all.slice(0, 12)
  const volunteer =
    random.chance(TAUGHT_BY_VOLUNTEERS[plan.kind]) && volunteers.length > 0 ? random.pick(volunteers) : undefined
  const place = elsewhere ? random.pick(['社区广场', '小区会所', '街心花园', '学校操场', '睦邻点']) : null
  for (const [index, day] of plan.days.entries()) {
    rows.add('session', [
      community.code,
      drawUuid(random),
      programme,
      index + 1,
      momentText(day, plan.minute),
      momentText(day, plan.minute + plan.length),
      place,
      volunteer !== undefined,
      volunteer?.pseudonym ?? null,
      source,
    ])
  }
  return volunteer !== undefined
}
