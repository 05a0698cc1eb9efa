import { drawUuid } from '../../random/draw-uuid.js'
import type { Random } from '@shequ/schema/random/random'
import { allocationDay, planAllocations } from '../borough/plan-allocations.js'
import { moneyText, roundFen } from '../basis/money.js'
import { type Day, dayOf, dayText, monthOf, yearOf } from '../time/calendar.js'
import type { CommunityContext } from './community-context.js'
import type { ProgrammeRow } from './generate-programmes.js'

type Income = 'DONATIONS' | 'FEES' | 'OWN_INCOME' | 'ALLOCATION'

interface Entry {
  readonly day: Day
  readonly account: Income
  readonly fen: number
  readonly subject: string
  readonly donation: string | null
}

const PURPOSES = { LEARNING: '学习经费', FACILITIES: '设施经费', OPERATION: '办公经费' } as const
const GIFTS = ['书画用品', '活动室改造', '老年课堂', '暑期活动', '敬老慰问', '社区花园', '图书角']
const SPENDING = [
  ['LEARNING', '课程师资与材料', 0.56],
  ['FACILITIES', '场地维护与设备', 0.24],
  ['OPERATION', '日常办公', 0.12],
] as const

/**
 * Donations, and a ledger that books every donation, every fee that participants paid, every allocation of the borough and the
 * community's own income as received, and spends at the end of each quarter some of what is at hand: cash is never below zero.
 */
export function generateMoney(context: CommunityContext, programmes: readonly ProgrammeRow[]): void {
  const random = context.random('money')
  const income = [
    ...donate(context, random),
    ...collectFees(context, programmes),
    ...earn(context, random),
    ...receive(context),
  ]
  let cash = 0
  const { years, lastDay } = context.calendar
  for (const year of years) {
    for (let quarter = 0; quarter < 4; quarter++) {
      const entries = income.filter(({ day }) => yearOf(day) === year && Math.floor((monthOf(day) - 1) / 3) === quarter)
      for (const { day, account, fen, subject, donation } of entries) {
        book(context, random, day, 'CASH', account, fen, subject, donation)
        cash += fen
      }
      const endsOn = dayOf(year, quarter * 3 + 4, 1) - 1
      if (endsOn <= lastDay) cash -= spend(context, random, endsOn, cash)
    }
  }
}

function donate({ community, borough, rows, source, calendar }: CommunityContext, random: Random): Entry[] {
  const givers = borough.organisations.filter(({ kind }) => kind === 'COMPANY' || kind === 'FOUNDATION')
  const count = Math.round(random.weighted([0.3, 0.32, 0.2, 0.12, 0.06]) * calendar.length)
  return Array.from({ length: count }, () => {
    const id = drawUuid(random)
    const day = random.between(calendar.firstDay, calendar.lastDay - 7)
    const byOrganisation = givers.length > 0 && random.chance(0.7)
    // One over the square root of a uniform draw: the tail of a Pareto distribution of index 2.
    const fen = roundFen((byOrganisation ? 300_000 : 60_000) / Math.sqrt(0.001 + random.next()), 10_000)
    const title = random.pick(GIFTS)
    const giver = byOrganisation ? random.pick(givers).creditCode : null
    rows.add('donation', [community.code, id, title, dayText(day), moneyText(fen), giver, source])
    return { day, account: 'DONATIONS', fen, subject: `捐赠：${title}`, donation: id }
  })
}

/** Fees by quarter, as the places that were kept add up to. What was paid for a later quarter is booked on the last day. */
function collectFees({ calendar }: CommunityContext, programmes: readonly ProgrammeRow[]): Entry[] {
  const byQuarter = new Map<Day, number>()
  for (const { plan, enrolled, firstDay } of programmes) {
    const quarter = Math.floor((monthOf(firstDay) - 1) / 3)
    const day = Math.min(calendar.lastDay, dayOf(yearOf(firstDay), quarter * 3 + 3, 20))
    const paid = enrolled.filter((place) => place.cancelledOn === null).length * plan.fee
    if (paid > 0) byQuarter.set(day, (byQuarter.get(day) ?? 0) + paid)
  }
  return [...byQuarter].map(([day, fen]) => ({ day, account: 'FEES', fen, subject: '课程收费', donation: null }))
}

function earn({ community, calendar }: CommunityContext, random: Random): Entry[] {
  if (random.chance(0.35)) return []
  const typical = 200_000 * (0.3 + 1.4 * random.next()) * (community.kind === 'VILLAGE' ? 1.6 : 1)
  const days = calendar.years.flatMap((year) => [3, 6, 9, 12].map((month) => dayOf(year, month, 15)))
  return days
    .filter((day) => day <= calendar.lastDay)
    .map((day) => ({
      day,
      account: 'OWN_INCOME' as const,
      fen: roundFen(typical * (0.7 + 0.6 * random.next()), 1000),
      subject: '场地出租收入',
      donation: null,
    }))
}

function receive(context: CommunityContext): Entry[] {
  const { community, borough } = context
  return planAllocations(context, community.code, community.residents, borough.centrality).map((allocation) => ({
    day: allocationDay(allocation.year),
    account: 'ALLOCATION',
    fen: allocation.amount,
    subject: `${allocation.year}年${PURPOSES[allocation.purpose]}`,
    donation: null,
  }))
}

function spend(context: CommunityContext, random: Random, day: Day, cash: number): number {
  const budget = cash * (0.25 + 0.5 * random.next())
  let spent = 0
  for (const [account, subject, share] of SPENDING) {
    const fen = Math.floor((budget * share) / 100) * 100
    if (fen === 0) continue
    book(context, random, day, account, 'CASH', fen, subject, null)
    spent += fen
  }
  return spent
}

function book(
  { community, rows, source }: CommunityContext,
  random: Random,
  day: Day,
  debit: string,
  credit: string,
  fen: number,
  subject: string,
  donation: string | null,
): void {
  rows.add('ledger_entry', [
    community.code,
    drawUuid(random),
    dayText(day),
    debit,
    credit,
    moneyText(fen),
    subject,
    donation,
    source,
  ])
}
