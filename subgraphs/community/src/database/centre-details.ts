import { HubError } from '@shequ/schema/errors/hub-error'
import { requireRange } from '@shequ/subgraph/records/numbers'
import { mostOpenings, weekdays } from '@shequ/subgraph/records/whereabouts'
import { optionalWebAddress } from '@shequ/subgraph/records/web-address'
import type { ContactPointInput, OpeningHoursInput, PositionInput } from '../generated/resolver-types.js'

/** What an office says of where a centre is, how it is reached and when it is open. */
export interface CentreDetails {
  readonly position?: PositionInput | null | undefined
  readonly contact?: ContactPointInput | null | undefined
  readonly openingHours?: readonly OpeningHoursInput[] | null | undefined
}

const telephoneForm = /^\+?[\d][\d -]{2,29}$/

/**
 * The columns of what was given: what was left out stays, and null takes it away.
 *
 * @throws {HubError} BAD_USER_INPUT when a position is none on earth, or opening hours contradict each other.
 */
export function readCentreDetails({ position, contact, openingHours }: CentreDetails) {
  return {
    ...(position !== undefined && readPosition(position)),
    ...(contact !== undefined && readContact(contact)),
    ...(openingHours !== undefined && { openingHours: readOpeningHours(openingHours ?? []) }),
  }
}

function readPosition(position: PositionInput | null) {
  return {
    latitude: position && requireRange('position.latitude', position.latitude, -90, 90),
    longitude: position && requireRange('position.longitude', position.longitude, -180, 180),
  }
}

function readContact(contact: ContactPointInput | null) {
  const telephone = contact?.telephone?.trim() ?? null
  if (telephone !== null && !telephoneForm.test(telephone)) {
    throw new HubError(
      'BAD_USER_INPUT',
      {
        en: 'Expected `contact.telephone` to be 3 to 30 digits, spaces and hyphens, with a plus at its beginning or without, but got something else.',
        zh: '`contact.telephone` 应为3至30个数字、空格和连字符，开头可有加号，而收到的不是。',
      },
      { argument: 'contact.telephone' },
    )
  }
  return { telephone, website: optionalWebAddress('contact.website', contact?.website ?? null) }
}

/** In the order of the week. */
function readOpeningHours(given: readonly OpeningHoursInput[]) {
  requireRange('openingHours', given.length, 0, mostOpenings)
  const hours = given
    .map(({ day, opens, closes }) => ({ day, opens, closes }))
    .toSorted((a, b) => weekdays.indexOf(a.day) - weekdays.indexOf(b.day) || (a.opens < b.opens ? -1 : 1))
  for (const [place, { day, opens, closes }] of hours.entries()) {
    const before = hours[place - 1]
    if (closes <= opens) throw malformedHours(`${day} ${opens} to ${closes}`)
    if (before?.day === day && before.closes > opens) throw malformedHours(`${day} ${opens} before ${before.closes}`)
  }
  return hours
}

function malformedHours(got: string): HubError {
  return new HubError(
    'BAD_USER_INPUT',
    {
      en: `Expected each of \`openingHours\` to close after it opens, and none to begin before another of the day ends, but got ${got}.`,
      zh: `\`openingHours\` 的每个时段应先开后关，同一天的时段不得重叠，而收到的是 ${got}。`,
    },
    { argument: 'openingHours' },
  )
}
