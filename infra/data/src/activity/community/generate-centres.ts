import { shortNameOfCommunity } from '../../divisions/short-name.js'
import { drawUuid } from '../../random/draw-uuid.js'
import type { Random } from '@shequ/schema/random/random'
import { type Day, dayOf, dayText, yearOf } from '../time/calendar.js'
import type { CommunityContext } from './community-context.js'
import { drawWhereabouts } from './draw-whereabouts.js'

export interface CentreRow {
  readonly id: string
}

const TOWN_NAMES = ['社区学习中心', '居民学校', '老年学堂', '睦邻中心', '社区书屋', '市民驿站']
const VILLAGE_NAMES = ['村民学校', '农家书屋', '文化客堂间', '老年学堂', '综合文化活动室']
const PURPOSES = [
  '负责中心的日常运营、课程策划和师资邀请，每半年向居民报告。',
  '开设老年教育与亲子课程，组织志愿者队伍。',
  '运营学习中心并培育居民自治团队。',
]

/** Education centres, and the consignments under which organisations run some of them. */
export function generateCentres(context: CommunityContext): CentreRow[] {
  const { community, borough, rows, source, calendar } = context
  const random = context.random('centres')
  const count = community.kind === 'OTHER' ? 0 : ([1, 2, 3, 4][random.weighted([0.74, 0.19, 0.05, 0.02])] ?? 1)
  const names = community.kind === 'VILLAGE' ? VILLAGE_NAMES : TOWN_NAMES
  const first = random.between(0, names.length - 1)
  const centres: CentreRow[] = []
  const whereabouts = context.random('whereabouts')
  for (let index = 0; index < count; index++) {
    const id = drawUuid(random)
    const openedOn = dayOf(random.between(2004, 2022), random.between(1, 12), random.between(1, 28))
    const closed = index > 0 && random.chance(0.05)
    const closedOn = closed ? random.between(calendar.firstDay + 30, calendar.lastDay) : null
    rows.add('education_centre', [
      community.code,
      id,
      `${shortNameOfCommunity(community.name)}${names[(first + index) % names.length] ?? ''}`,
      addressOf(context, random),
      closed ? 'CLOSED' : 'ACTIVE',
      dayText(openedOn),
      closedOn === null ? null : dayText(closedOn),
      random.between(4, 30) * 5,
      ...drawWhereabouts(context, whereabouts, index),
      source,
    ])
    if (!closed) centres.push({ id })
    if (random.chance(0.1 + 0.25 * borough.centrality)) consign(context, random, id, openedOn, closedOn)
  }
  return centres
}

function consign(context: CommunityContext, random: Random, centre: string, openedOn: Day, closedOn: Day | null): void {
  const operators = context.borough.organisations.filter(
    ({ kind }) => kind === 'PRIVATE_NON_ENTERPRISE_UNIT' || kind === 'ASSOCIATION',
  )
  if (operators.length === 0) return
  const { firstDay, lastDay } = context.calendar
  const firstYear = yearOf(firstDay) - 2
  const startsOn = Math.max(openedOn, dayOf(random.between(firstYear, yearOf(lastDay)), random.pick([1, 3, 7, 9]), 1))
  const endsOn = startsOn + 365 * random.between(1, 3) - 1
  const early =
    closedOn !== null && closedOn > startsOn && closedOn < endsOn
      ? closedOn
      : random.chance(0.04)
        ? startsOn + 200
        : null
  if (closedOn !== null && closedOn <= startsOn) return
  context.rows.add('consignment', [
    context.community.code,
    drawUuid(random),
    centre,
    random.pick(operators).creditCode,
    random.pick(PURPOSES),
    dayText(startsOn),
    dayText(endsOn),
    early === null ? null : dayText(early),
    context.source,
  ])
}

/** A made-up number in the community's street. */
export function addressOf({ community, borough }: CommunityContext, random: Random): string {
  return `${borough.name}${community.streetName}${shortNameOfCommunity(community.name)}${random.between(1, 399)}号`
}
