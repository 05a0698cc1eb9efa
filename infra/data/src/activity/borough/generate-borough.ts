import { drawUuid } from '../../random/draw-uuid.js'
import { type Random, randomFor } from '@shequ/schema/random/random'
import { moneyText } from '../basis/money.js'
import type { RowSink } from '../basis/row-sink.js'
import { SERVICE_TEXTS } from '../text/service-texts.js'
import type { ActivityCalendar } from '../time/activity-calendar.js'
import { dayOf, dayText } from '../time/calendar.js'
import type { BOROUGH_TABLES } from './borough-tables.js'
import { planAllocations } from './plan-allocations.js'
import type { BoroughPlan } from './plan-borough.js'

interface BoroughContext {
  readonly seed: number
  readonly calendar: ActivityCalendar
  readonly source: string
  readonly rows: RowSink<typeof BOROUGH_TABLES>
  /** Residents of each community of the borough, by code. */
  readonly residents: ReadonlyMap<string, number>
}

const STREETS_PER_CENTRE = 5

/** Adds everything of one borough: service centres and services, allocations to its communities, and guidance. */
export function generateBorough(borough: BoroughPlan, context: BoroughContext): void {
  generateServiceCentres(borough, context)
  generateAllocations(borough, context)
  generateGuidance(borough, context)
}

function generateServiceCentres(borough: BoroughPlan, { seed, source, rows }: BoroughContext): void {
  const random = randomFor(seed, `services ${borough.code}`)
  const count = 1 + Math.ceil(borough.streets.length / STREETS_PER_CENTRE)
  for (let index = 0; index < count; index++) {
    const id = drawUuid(random)
    const street = random.pick(borough.streets)
    const name = index === 0 ? `${borough.name}社区学院` : `${borough.name}终身学习服务中心（${street.name}）`
    const status = index > 0 && random.chance(0.06) ? 'TEMPORARILY_CLOSED' : 'ACTIVE'
    const opened = dayOf(random.between(2000, 2021), random.between(1, 12), random.between(1, 28))
    rows.add('service_centre', [
      borough.code,
      id,
      name,
      `${borough.name}${street.name}${random.between(1, 999)}号`,
      status,
      dayText(opened),
      source,
    ])
    for (const service of SERVICE_TEXTS) {
      if (index > 0 && !random.chance(0.6)) continue
      const area = index === 0 ? [borough.code] : drawArea(random, borough, street.code)
      rows.add('service', [
        borough.code,
        drawUuid(random),
        id,
        service.name,
        service.description,
        status,
        ...service.ages,
        service.schedule,
        service.audience,
        area,
        source,
      ])
    }
  }
}

function drawArea(random: Random, borough: BoroughPlan, own: string): string[] {
  return borough.streets.map((street) => street.code).filter((code) => code === own || random.chance(0.2))
}

function generateAllocations(borough: BoroughPlan, context: BoroughContext): void {
  const { source, rows, residents } = context
  for (const community of borough.communities) {
    const plans = planAllocations(context, community, residents.get(community) ?? 0, borough.centrality)
    for (const { id, year, purpose, amount, relieved } of plans) {
      rows.add('allocation', [
        borough.code,
        id,
        community,
        year,
        purpose,
        moneyText(amount),
        moneyText(relieved),
        source,
      ])
    }
  }
}

function generateGuidance(borough: BoroughPlan, { source, rows }: BoroughContext): void {
  for (const { id, title, text, issuedOn, answerBy, recipients } of borough.guidance) {
    rows.add('guidance', [borough.code, id, title, text, dayText(issuedOn), dayText(answerBy), source])
    for (const community of recipients) rows.add('guidance_recipient', [borough.code, id, community])
  }
}
