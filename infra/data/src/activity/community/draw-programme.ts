import type { Random } from '@shequ/schema/random/random'
import { type ProgrammeKind, TOPICS, type Topic } from '../text/topics.js'
import { type Day, monthOf } from '../time/calendar.js'
import { isClosed } from '../time/holidays.js'
import { drawFirstDay } from '../time/season.js'

/** A programme before anybody enrols in it. Fees are in fen; `days` are those on which it meets, `minute` counts from midnight. */
export interface ProgrammePlan {
  readonly title: string
  readonly description: string
  readonly kind: ProgrammeKind
  readonly topic: Topic
  readonly days: readonly Day[]
  readonly minute: number
  readonly length: number
  readonly capacity: number
  /** The share of its places that people want. */
  readonly demand: number
  readonly fee: number
}

const KINDS = ['COURSE', 'CULTURAL_ACTIVITY', 'WORKSHOP', 'VOLUNTEERING'] as const
const KIND_WEIGHTS = [0.41, 0.22, 0.22, 0.15]

/** Fewest and most sessions, minutes a session, and capacities by kind; `step` is the distance between capacities. */
const FORMS = {
  COURSE: { sessions: [6, 12], minutes: [90, 120], capacity: [15, 48], step: 2, demand: 0.78 },
  CULTURAL_ACTIVITY: { sessions: [1, 1], minutes: [90, 120, 180], capacity: [25, 120], step: 5, demand: 0.62 },
  WORKSHOP: { sessions: [1, 3], minutes: [60, 90, 120], capacity: [10, 36], step: 2, demand: 0.72 },
  VOLUNTEERING: { sessions: [1, 4], minutes: [90, 120, 180], capacity: [8, 30], step: 1, demand: 0.7 },
} as const

const DAYTIME = [540, 555, 570, 600, 810, 840, 870]
const EVENINGS = [1110, 1125, 1140]
const LEVELS = ['初级', '基础', '入门', '中级', '提高', '进阶']
const SEASONS = ['冬季', '冬季', '春季', '春季', '春季', '夏季', '暑期', '暑期', '秋季', '秋季', '秋季', '冬季']

/**
 * One programme of a year.
 *
 * @param size scales how many it is made for; 1 in a median community
 * @param lastMeeting the day by which all its sessions are over
 */
export function drawProgramme(random: Random, year: number, size: number, lastMeeting: Day): ProgrammePlan {
  const kind = KINDS[random.weighted(KIND_WEIGHTS)] ?? 'COURSE'
  const form = FORMS[kind]
  const topic = random.pick(TOPICS[kind])
  const sessions = random.between(form.sessions[0], form.sessions[1])
  const first = drawStart(random, topic, year, lastMeeting - 7 * (sessions - 1))
  const days = meetWeekly(first, sessions, lastMeeting)
  const [least, most] = form.capacity
  const drawn = (least + (most - least) * random.next() * random.next()) * size
  const free = topic.fee === 0 || random.chance(0.45)
  return {
    title: titleOf(random, kind, topic, first),
    description: `${topic.does}。${describe(kind, days.length)}`,
    kind,
    topic,
    days,
    minute: random.pick(topic.evening ? EVENINGS : DAYTIME),
    length: random.pick<number>(form.minutes),
    capacity: Math.max(least, Math.round(drawn / form.step) * form.step),
    demand: Math.max(0.15, form.demand + 0.22 * random.normal()),
    fee: free ? 0 : Math.max(1000, Math.round((topic.fee * (0.6 + 0.8 * random.next())) / 10) * 1000),
  }
}

/** A day in the topic's season, the latest at most. */
function drawStart(random: Random, { rhythm, months }: Topic, year: number, latest: Day): Day {
  const fits = (day: Day) => day <= latest && (months === undefined || months.includes(monthOf(day)))
  let day = drawFirstDay(random, rhythm, year)
  for (let attempt = 0; attempt < 60 && !fits(day); attempt++) day = drawFirstDay(random, rhythm, year)
  return Math.min(day, latest)
}

/** One day a week, holidays left out; what would come after the last meeting is left out too. */
function meetWeekly(first: Day, sessions: number, lastMeeting: Day): Day[] {
  const days: Day[] = []
  for (let day = first; days.length < sessions && day <= lastMeeting; day += 7) {
    if (!isClosed(day) || day === first) days.push(day)
  }
  return days
}

function titleOf(random: Random, kind: ProgrammeKind, topic: Topic, first: Day): string {
  const season = SEASONS[monthOf(first) - 1] ?? ''
  if (kind === 'COURSE')
    return topic.title.endsWith('班') ? topic.title : `${topic.title}${random.pick(LEVELS)}班（${season}）`
  if (kind === 'VOLUNTEERING') return `${topic.title}行动（${season}）`
  return random.chance(0.3) ? `${topic.title}（第${random.between(2, 9)}期）` : topic.title
}

function describe(kind: ProgrammeKind, sessions: number): string {
  if (kind === 'COURSE') return `共${sessions}次课，每周一次，零基础可以参加。`
  if (kind === 'VOLUNTEERING') return `共${sessions}次，计入志愿服务时长。`
  return sessions > 1 ? `共${sessions}次，每周一次。` : '欢迎邻里结伴参加。'
}
