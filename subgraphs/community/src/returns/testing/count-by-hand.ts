import type { BaseCountName } from '@shequ/schema/measures/base-counts'
import type { CellGroup, CellKind } from '@shequ/schema/measures/breakdowns'
import { daysOf, type Period } from '@shequ/schema/measures/periods'
import type { World } from './world.js'

/** One cell of a community to count. */
export interface CellAsked {
  readonly code: string
  readonly period: Period
  readonly count: BaseCountName
  readonly group: CellGroup
  readonly kind: CellKind
}

/** The calendar day of a moment in China. */
function dayIn(moment: string): string {
  return new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10)
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(dayIn(to)) - Date.parse(dayIn(from))) / 86_400_000
}

/** Counts one cell directly over the records, as the meaning of the count says, without a thought for speed. */
export function countByHand(world: World, { code, period, count, group, kind }: CellAsked): number {
  const { from, before } = daysOf(period)
  const last = new Date(Date.parse(before) - 1).toISOString().slice(0, 10)
  const isInPeriod = (day: string) => day >= from && day < before
  const own = <Row extends { community_code: string; removed_at?: string | null }>(rows: readonly Row[]) =>
    rows.filter((row) => row.community_code === code && !row.removed_at)
  const known = (pseudonym: string | null) => own(world.resident).find((row) => row.pseudonym === pseudonym)
  const isInGroup = (pseudonym: string | null) =>
    group === 'ALL' || (known(pseudonym)?.learner_group ?? 'GENERAL') === group
  const livesHere = (pseudonym: string) => (known(pseudonym)?.residence ?? code) === code
  const programmes = own(world.programme)
  const programmeOf = (id: string | null) => programmes.find((row) => row.id === id)
  const isOfKind = (id: string | null) => kind === 'ALL' || programmeOf(id)?.kind === kind
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

  const sessions = own(world.session).filter((row) => row.status === 'SCHEDULED' && programmeOf(row.programme_id))
  const inPeriod = sessions.filter((row) => isInPeriod(dayIn(row.starts_at)) && isOfKind(row.programme_id))
  const minutesOf = (row: (typeof sessions)[number]) =>
    Math.round((Date.parse(row.ends_at) - Date.parse(row.starts_at)) / 60_000)
  const enrolments = own(world.enrolment)
  const places = inPeriod.flatMap((session) =>
    enrolments
      .filter((row) => row.programme_id === session.programme_id && row.attended.includes(session.ordinal))
      .filter((row) => isInGroup(row.resident))
      .map(({ resident }) => ({ resident, minutes: minutesOf(session) })),
  )
  const participants = [...new Set(places.map(({ resident }) => resident))].filter(livesHere)
  const held = inPeriod.filter(
    (row) =>
      programmeOf(row.programme_id)?.status === 'PUBLISHED' ||
      enrolments.some((place) => place.programme_id === row.programme_id && place.attended.includes(row.ordinal)),
  )
  const volunteers = held.flatMap(({ volunteer }) => (volunteer !== null && livesHere(volunteer) ? [volunteer] : []))

  const offered = programmes.filter(({ id }) => held.some((row) => row.programme_id === id))
  const firstDay = (id: string) =>
    sessions
      .filter((row) => row.programme_id === id)
      .map((row) => dayIn(row.starts_at))
      .sort()[0] ??
    programmeOf(id)?.starts_on ??
    ''
  const ended = programmes.filter(
    (row) => row.kind === 'COURSE' && row.status === 'PUBLISHED' && isInPeriod(row.ends_on),
  )
  const counted = enrolments
    .filter((row) => ended.some(({ id }) => id === row.programme_id) && isInGroup(row.resident))
    .filter((row) => row.cancelled_on === null || row.cancelled_on >= firstDay(row.programme_id))

  const voices = (voice: string) =>
    own(world.voice).filter((row) => row.kind === voice && isInPeriod(dayIn(row.raised_at)) && isInGroup(row.resident))
  const answers = voices('SATISFACTION').filter((row) => programmeOf(row.programme_id) && isOfKind(row.programme_id))
  const ratings = (voice: string) => voices(voice).map(({ rating }) => rating ?? 0)
  const inTime = voices('NEED').filter((row) => row.answered_at && daysBetween(row.raised_at, row.answered_at) <= 15)
  const income = (account: string) =>
    sum(
      own(world.ledger_entry)
        .filter((row) => row.credit === account && isInPeriod(row.booked_on))
        .map(({ amount }) => Math.round(amount * 100)),
    )
  const centres = own(world.education_centre).filter(
    (row) => row.opened_on <= last && (row.closed_on === null ? row.status === 'ACTIVE' : row.closed_on > last),
  )
  const consigned = centres.filter(({ id }) =>
    own(world.consignment).some(
      (row) => row.education_centre_id === id && row.starts_on <= last && (row.ended_on ?? row.ends_on) >= last,
    ),
  )
  const ownWay = own(world.guidance_response).filter((row) => row.decision !== 'ADOPTED' && isInPeriod(row.answered_on))

  const counts: Readonly<Record<BaseCountName, () => number>> = {
    participants: () => participants.length,
    olderParticipants: () => participants.filter((person) => known(person)?.sixty_or_over).length,
    attendances: () => places.length,
    minutes: () => sum(places.map(({ minutes }) => minutes)),
    enrolments: () => counted.length,
    completed: () => counted.filter(({ completed }) => completed).length,
    answers: () => answers.length,
    satisfied: () => answers.filter(({ rating }) => (rating ?? 0) >= 4).length,
    appraisalsBorough: () => voices('APPRAISAL_BOROUGH').length,
    pointsBorough: () => sum(ratings('APPRAISAL_BOROUGH')),
    appraisalsCity: () => voices('APPRAISAL_CITY').length,
    pointsCity: () => sum(ratings('APPRAISAL_CITY')),
    volunteers: () => new Set(volunteers).size,
    volunteerMinutes: () => sum(held.filter((row) => row.taught_by_volunteer).map(minutesOf)),
    taughtMinutes: () => sum(held.map(minutesOf)),
    donations: () => income('DONATIONS'),
    fees: () => income('FEES'),
    ownIncome: () => income('OWN_INCOME'),
    allocations: () => income('ALLOCATION'),
    centres: () => centres.length,
    consignedCentres: () => consigned.length,
    needs: () => voices('NEED').length,
    needsAnswered: () => inTime.length,
    guidanceOwnWay: () => ownWay.length,
    sessions: () => held.length,
    programmes: () => offered.length,
    places: () => sum(offered.map(({ capacity }) => capacity)),
    proposals: () => own(world.proposal).filter((row) => isInPeriod(row.opened_on)).length,
    endedCourses: () => (group === 'ALL' && kind === 'ALL' ? ended.length : 0),
  }
  return counts[count]()
}
