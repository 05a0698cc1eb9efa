import { drawUuid } from '../../random/draw-uuid.js'
import type { Random } from '@shequ/schema/random/random'
import { VOICE_TEXTS } from '../text/voice-texts.js'
import { dayOf, momentText } from '../time/calendar.js'
import type { CommunityContext } from './community-context.js'
import type { ProgrammeRow } from './generate-programmes.js'
import type { People } from './people.js'

const TOPICS = ['PROGRAMMES', 'FACILITIES', 'TIMES', 'TEACHING', 'FEES', 'NEIGHBOURHOOD'] as const
const TOPIC_WEIGHTS = [0.34, 0.16, 0.14, 0.11, 0.08, 0.17]
const KINDS = ['NEED', 'COMPLAINT', 'SUGGESTION'] as const
const KIND_WEIGHTS = [0.5, 0.22, 0.28]

/** Of those who finished a programme, how many answer how they liked it; of all who take part, how many appraise each tier a year. */
const SATISFACTION_RESPONSE = 0.12
const APPRAISAL_RESPONSE = 0.035
const APPRAISED = ['APPRAISAL_COMMUNITY', 'APPRAISAL_BOROUGH', 'APPRAISAL_CITY'] as const
/** How likely each rating from 1 to 5 is: of a programme, and of each tier's leadership. */
const SATISFACTION = [0.015, 0.035, 0.13, 0.4, 0.42]
const APPRAISAL = {
  APPRAISAL_COMMUNITY: [0.02, 0.05, 0.18, 0.42, 0.33],
  APPRAISAL_BOROUGH: [0.04, 0.09, 0.3, 0.37, 0.2],
  APPRAISAL_CITY: [0.03, 0.07, 0.27, 0.4, 0.23],
} as const

/** Needs, complaints and suggestions with their answers, and answers to surveys. */
export function generateVoices(context: CommunityContext, people: People, programmes: readonly ProgrammeRow[]): void {
  raiseVoices(context, people)
  answerSurveys(context, programmes)
  appraise(context, people)
}

function raiseVoices(context: CommunityContext, people: People): void {
  const { community, rows, source, calendar } = context
  const { firstDay, lastDay, length } = calendar
  const random = context.random('voices')
  const drawn = random.between(1, 4) + Math.floor((people.all.length / 30) * 2 * random.next())
  const count = Math.round(drawn * length)
  const diligence = 0.35 + 0.6 * random.next()
  for (let voice = 0; voice < count; voice++) {
    const kind = KINDS[random.weighted(KIND_WEIGHTS)] ?? 'NEED'
    const topic = TOPICS[random.weighted(TOPIC_WEIGHTS)] ?? 'PROGRAMMES'
    const texts = VOICE_TEXTS[topic]
    if (texts === undefined) continue
    const said = random.pick(kind === 'NEED' ? texts.need : kind === 'COMPLAINT' ? texts.complaint : texts.suggestion)
    const day = random.between(firstDay, lastDay)
    const resident = random.chance(0.7) ? random.pick(people.all).pseudonym : null
    const answeredOn = random.chance(0.9) ? day + drawWait(random, diligence) : null
    const answered = answeredOn !== null && answeredOn <= lastDay
    rows.add('voice', [
      community.code,
      drawUuid(random),
      resident,
      kind,
      topic,
      said,
      null,
      null,
      momentText(day, random.between(480, 1260)),
      ...(answered ? [random.pick(texts.answer), momentText(answeredOn, random.between(540, 1020))] : [null, null]),
      source,
    ])
  }
}

/** Days until an answer: mostly within the fifteen that are asked for, in less diligent offices often beyond. */
function drawWait(random: Random, diligence: number): number {
  return random.chance(diligence) ? random.between(1, 15) : random.between(8, 75)
}

function answerSurveys(context: CommunityContext, programmes: readonly ProgrammeRow[]): void {
  const { community, rows, source, calendar } = context
  const random = context.random('satisfaction')
  for (const { id, lastDay, enrolled, cancelled, plan } of programmes) {
    if (cancelled || lastDay > calendar.lastDay) continue
    const gift = 0.5 + random.next()
    const weights = SATISFACTION.map((weight, index) => (index < 3 ? weight * gift : weight))
    const topic =
      plan.fee > 0 && random.chance(0.1) ? 'FEES' : random.pick(['PROGRAMMES', 'TEACHING', 'PROGRAMMES', 'FACILITIES'])
    for (const { person, attended } of enrolled) {
      if (attended.length === 0 || !random.chance(SATISFACTION_RESPONSE)) continue
      const moment = momentText(Math.min(calendar.lastDay, lastDay + random.between(0, 6)), random.between(600, 1300))
      rows.add('voice', [
        community.code,
        drawUuid(random),
        person.pseudonym,
        'SATISFACTION',
        topic,
        null,
        random.weighted(weights) + 1,
        id,
        moment,
        null,
        null,
        source,
      ])
    }
  }
}

/** Once a year residents appraise the leadership of each tier. */
function appraise(context: CommunityContext, people: People): void {
  const { community, rows, source, calendar } = context
  const random = context.random('appraisal')
  const mood = 0.5 + random.next()
  for (const year of calendar.years) {
    for (const person of people.all) {
      if (!random.chance(APPRAISAL_RESPONSE)) continue
      const day = dayOf(year, 11, 1) + random.between(0, 45)
      if (day > calendar.lastDay) continue
      for (const kind of APPRAISED) {
        const weights = APPRAISAL[kind].map((weight, index) => (index < 3 ? weight * mood : weight))
        rows.add('voice', [
          community.code,
          drawUuid(random),
          person.pseudonym,
          kind,
          'NEIGHBOURHOOD',
          null,
          random.weighted(weights) + 1,
          null,
          momentText(day, random.between(540, 1200)),
          null,
          null,
          source,
        ])
      }
    }
  }
}
