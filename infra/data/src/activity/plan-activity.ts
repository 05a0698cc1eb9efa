import type { Residents } from '../census/estimate-residents.js'
import type { BoroughDivision, CommunityDivision, Divisions } from '../divisions/divisions.js'
import { ACTIVITY_SIZES, type ActivitySize } from './basis/activity-size.js'
import { type BoroughPlan, planBorough } from './borough/plan-borough.js'
import type { CommunityContext, CommunitySeed } from './community/community-context.js'
import { generatedSource } from './basis/generated-source.js'
import { type ActivityCalendar, activityCalendar } from './time/activity-calendar.js'
import type { ActivityDay } from './time/activity-day.js'

/** Everything that the parts of a city's activity must agree on before any of its rows are drawn. */
export interface ActivityPlan {
  readonly city: { readonly code: string; readonly name: string }
  readonly seed: number
  readonly sizeName: ActivitySize
  readonly source: string
  readonly calendar: ActivityCalendar
  readonly boroughs: readonly BoroughPlan[]
  readonly communities: readonly Omit<CommunityContext, 'random' | 'rows' | 'hasProfile'>[]
  readonly residents: ReadonlyMap<string, number>
}

/** The same plan on every machine, for the same divisions, residents, size, seed and day. */
export function planActivity(
  divisions: Divisions,
  residents: ReadonlyMap<string, Residents>,
  sizeName: ActivitySize,
  seed: number,
  day: ActivityDay,
): ActivityPlan {
  const { city } = divisions
  const calendar = activityCalendar(day)
  const countOf = (code: string) => residents.get(code)?.residents ?? 0
  const boroughs = divisions.boroughs.map((borough) =>
    planOne(borough, divisions, countOf(borough.code), { seed, calendar }),
  )
  const boroughByCode = new Map(boroughs.map((borough) => [borough.code, borough]))
  const streetNames = new Map(divisions.streets.map((street) => [street.code, street.name]))
  const codesByStreet = groupByStreet(divisions.communities)
  const source = generatedSource(seed)
  const communities = divisions.communities.flatMap((unit) => {
    const borough = boroughByCode.get(unit.boroughCode)
    if (borough === undefined) return []
    const community: CommunitySeed = {
      code: unit.code,
      name: unit.name,
      kind: unit.kind,
      residents: countOf(unit.code),
      streetName: streetNames.get(unit.streetCode) ?? '',
      neighbours: (codesByStreet.get(unit.streetCode) ?? []).filter((code) => code !== unit.code),
    }
    return [{ community, borough, cityName: city.name, seed, size: ACTIVITY_SIZES[sizeName], source, calendar }]
  })
  const byCode = new Map(divisions.communities.map(({ code }) => [code, countOf(code)]))
  return { city, seed, sizeName, source, calendar, boroughs, communities, residents: byCode }
}

function planOne(
  borough: BoroughDivision,
  divisions: Divisions,
  residents: number,
  drawn: Pick<ActivityPlan, 'seed' | 'calendar'>,
): BoroughPlan {
  const inside = divisions.communities.filter((community) => community.boroughCode === borough.code)
  const committees = inside.filter((community) => community.kind === 'RESIDENTS').length
  const { code, name } = borough
  return planBorough(
    drawn,
    {
      code,
      name,
      residents,
      centrality: inside.length > 0 ? committees / inside.length : 0,
      streets: divisions.streets.filter((street) => street.boroughCode === code),
      communities: inside.map((community) => community.code),
    },
    divisions.city.name,
  )
}

function groupByStreet(communities: readonly CommunityDivision[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { streetCode, code } of communities) {
    const group = groups.get(streetCode)
    if (group === undefined) groups.set(streetCode, [code])
    else group.push(code)
  }
  return groups
}
