import { drawUuid } from '../../random/draw-uuid.js'
import type { Random } from '@shequ/schema/random/random'
import { dayOf, dayText } from '../time/calendar.js'
import type { CityContext } from './city-context.js'

/** The country's 114 national pilots lie in 30 provinces, and there are over 4,000 provincial ones. Which community holds one is drawn. */
const NATIONAL_PER_PROVINCE = 114 / 30
const PROVINCIAL_PER_PROVINCE = 4000 / 30
/** What part of its province's communities a city that is no municipality has. */
const SHARE_OF_PROVINCE = 1 / 11

/** The city itself, some towns, and the city's share of the country's pilot communities. */
export function generateDesignations({ city, boroughs, source, rows }: CityContext, random: Random): void {
  const communities = boroughs.flatMap((borough) => borough.communities)
  const streets = boroughs.flatMap((borough) => borough.streets.map((street) => street.code))
  const share = city.code.endsWith('0000000000') ? 1 : SHARE_OF_PROVINCE
  const taken = new Set<string>()
  const designate = (level: 'NATIONAL' | 'PROVINCIAL', kind: 'CITY' | 'TOWN' | 'COMMUNITY', subject: string) => {
    if (taken.has(subject)) return
    taken.add(subject)
    const from = dayOf(random.between(2004, 2023), random.pick([5, 9, 11]), 1)
    const to = random.chance(0.12) ? from + 365 * random.between(3, 8) : null
    const awardedBy = level === 'NATIONAL' ? '教育部' : `${city.name}教育主管部门`
    rows.add('pilot_designation', [
      city.code,
      drawUuid(random),
      level,
      kind,
      subject,
      awardedBy,
      dayText(from),
      to === null ? null : dayText(to),
      source,
    ])
  }
  const designateMany = (
    level: 'NATIONAL' | 'PROVINCIAL',
    kind: 'TOWN' | 'COMMUNITY',
    from: readonly string[],
    count: number,
  ) => {
    const wanted = Math.min(taken.size + count, taken.size + Math.ceil(from.length / 4))
    while (taken.size < wanted) designate(level, kind, random.pick(from))
  }
  designate('NATIONAL', 'CITY', city.code)
  designateMany('PROVINCIAL', 'TOWN', streets, Math.min(20, Math.ceil(streets.length / 12)))
  designateMany('NATIONAL', 'COMMUNITY', communities, Math.max(1, Math.round(NATIONAL_PER_PROVINCE * share)))
  designateMany('PROVINCIAL', 'COMMUNITY', communities, Math.round(PROVINCIAL_PER_PROVINCE * share))
}
