import { drawUuid } from '../../random/draw-uuid.js'
import { dayOf, dayText, yearOf } from '../time/calendar.js'
import type { CommunityContext } from './community-context.js'
import type { People } from './people.js'

const SUBJECTS = [
  'CALLIGRAPHY_AND_PAINTING',
  'MUSIC',
  'DANCE',
  'HEALTH',
  'DIGITAL_SKILLS',
  'LANGUAGES',
  'CRAFTS',
  'DAILY_LIFE',
  'VOCATIONAL_SKILLS',
  'PARENTING',
] as const
const WEIGHTS = [0.17, 0.13, 0.11, 0.13, 0.11, 0.07, 0.12, 0.08, 0.04, 0.04]

/** What residents offer to teach: the first of those who take part, who are the regulars and among whom volunteers are found. */
export function generateCompetences(context: CommunityContext, people: People): void {
  const { community, rows, source, calendar } = context
  const lastYear = yearOf(calendar.lastDay)
  const random = context.random('competences')
  const count = Math.min(people.all.length, random.between(0, 3) + Math.floor(people.all.length / 60))
  for (let index = 0; index < count; index++) {
    const person = people.all[index]
    if (person === undefined) break
    const since = dayOf(random.between(lastYear - 6, lastYear), random.between(1, 12), random.between(1, 28))
    rows.add('competence', [
      community.code,
      drawUuid(random),
      person.pseudonym,
      SUBJECTS[random.weighted(WEIGHTS)] ?? 'HEALTH',
      random.between(1, 12) * 2,
      dayText(Math.min(since, calendar.lastDay)),
      source,
    ])
  }
}
