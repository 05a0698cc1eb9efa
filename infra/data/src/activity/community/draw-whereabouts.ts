import { streetOf } from '@shequ/schema/codes/division-code'
import { type Random, randomFor } from '@shequ/schema/random/random'
import { DISTRICT_BOXES, type DistrictBox } from '../borough/district-boxes.js'
import type { CommunityContext } from './community-context.js'

type Whereabouts = readonly [
  latitude: number | null,
  longitude: number | null,
  telephone: string | null,
  website: string | null,
  openingHours: string,
]

/** How far centres of a street lie from its middle, in degrees: a kilometre or two. */
const REACH = 0.012

const WORKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY']
const HOURS = [
  eachDay(WORKDAYS, '08:30', '11:30', '13:00', '16:30'),
  [...eachDay(WORKDAYS, '09:00', '17:00'), ...eachDay(['SATURDAY'], '09:00', '16:00')],
  [...eachDay(WORKDAYS, '13:00', '20:30'), ...eachDay(['SATURDAY', 'SUNDAY'], '09:00', '11:30', '13:00', '17:00')],
  [...eachDay(WORKDAYS, '09:00', '20:30'), ...eachDay(['SATURDAY', 'SUNDAY'], '09:00', '17:00')],
]

/**
 * Where a centre is, how it is reached and when it is open. Nothing of it is real: the point lies anywhere in the district's box, the
 * telephone begins with a digit that no telephone has, and the page stands under a name that nobody can register.
 */
export function drawWhereabouts(context: CommunityContext, random: Random, index: number): Whereabouts {
  const { community, borough, seed } = context
  const [latitude, longitude] = drawPosition(DISTRICT_BOXES[borough.code], seed, community.code, random)
  const telephone = `0000-${String(random.between(0, 99_999_999)).padStart(8, '0')}`
  const page = `https://${community.code}-${index + 1}.centres.example/`
  const hours = random.pick(HOURS)
  return [latitude, longitude, telephone, random.chance(0.6) ? page : null, JSON.stringify(hours)]
}

function drawPosition(
  box: DistrictBox | undefined,
  seed: number,
  community: string,
  random: Random,
): readonly [number | null, number | null] {
  const offsets = [random.next(), random.next()] as const
  if (box === undefined) return [null, null]
  const street = randomFor(seed, `position of street ${streetOf(community)}`)
  const [south, north, west, east] = box
  const within = (least: number, most: number, offset: number) => {
    const middle = least + (most - least) * street.next()
    return round(Math.min(most, Math.max(least, middle + REACH * (2 * offset - 1))))
  }
  return [within(south, north, offsets[0]), within(west, east, offsets[1])]
}

/** To a metre. */
function round(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000
}

/** The hours of each day, in the order of the week; `again` is after a break. */
function eachDay(days: readonly string[], opens: string, closes: string, ...again: readonly [string, string] | []) {
  return days.flatMap((day) => [
    { day, opens, closes },
    ...(again.length === 2 ? [{ day, opens: again[0], closes: again[1] }] : []),
  ])
}
