import { drawUuid } from '../../random/draw-uuid.js'
import { type Random, randomFor } from '@shequ/schema/random/random'
import { CITY_OFFICES, DECISION_TEXTS, GOALS, ORDINANCE_TEXTS } from '../text/city-texts.js'
import { type Day, dayOf, dayText } from '../time/calendar.js'
import type { CityContext } from './city-context.js'
import { generateDesignations } from './generate-designations.js'
import type { OrganisationPlan } from '../borough/plan-organisations.js'

/** The years in which the programmes of cities that are known for them began. */
const LAUNCH_YEARS: Readonly<Record<string, number>> = { '310000000000': 1999, '110000000000': 2001 }

const TARGETS: readonly (readonly [string, number, number])[] = [
  ['PARTICIPATION_RATE', 3, 0.4],
  ['OLDER_PARTICIPATION_RATE', 18, 1],
  ['COMPLETION_RATE', 72, 1],
  ['SATISFACTION', 70, 2],
  ['LEADERSHIP_APPRAISAL_CITY', 68, 1],
  ['BUDGET_PER_HEAD', 2, 0.1],
  ['SELF_RELIANCE', 25, 2],
  ['CONSIGNED_SHARE', 20, 3],
  ['RESPONSIVENESS', 75, 5],
  ['DESIGNATION_SHARE', 2, 0.3],
]

/** Adds everything of the city tier: register, programme, ordinances, committee, designations and targets. */
export function generateCity(context: CityContext): void {
  const { city, seed, source, rows, calendar } = context
  const random = randomFor(seed, `city ${city.code}`)
  const organisations = context.boroughs.flatMap((borough) => borough.organisations)
  const founded = LAUNCH_YEARS[city.code] ?? random.between(2003, 2014)
  for (const { creditCode, name, kind, foundingDate } of organisations) {
    rows.add('organisation', [creditCode, city.code, name, [], kind, dayText(foundingDate), source])
  }
  rows.add('learning_city_programme', [
    city.code,
    founded,
    GOALS,
    `以终身学习提升市民技能与创新能力，增强${city.name}的竞争力。`,
    '让外来人员、老年人和失业青年都能在家门口学习，促进邻里融合。',
    source,
  ])
  generateOrdinances(context, random, founded)
  generateCommittee(context, random, organisations, dayOf(Math.max(founded, 2001), 6, 1))
  generateDesignations(context, random)
  const [before, last] = calendar.pastYears
  for (const [index, year] of [before, last, last + 1].entries()) {
    for (const [measure, value, step] of TARGETS) {
      rows.add('target', [city.code, year, measure, Math.round((value + step * index) * 100) / 100, source])
    }
  }
}

function generateOrdinances({ city, source, rows, calendar }: CityContext, random: Random, founded: number): void {
  for (const [index, { title, summary, repealed }] of ORDINANCE_TEXTS.entries()) {
    const adopted = dayOf(
      Math.min(calendar.pastYears[0], founded + 3 + index * 4),
      random.between(1, 12),
      random.between(1, 28),
    )
    const repealedOn = repealed ? adopted + 365 * 6 : null
    rows.add('ordinance', [
      city.code,
      drawUuid(random),
      `${city.name}${title}`,
      summary,
      dayText(adopted),
      dayText(adopted + 90),
      repealedOn === null ? null : dayText(repealedOn),
      source,
    ])
  }
}

function generateCommittee(
  { city, source, rows, calendar }: CityContext,
  random: Random,
  organisations: readonly OrganisationPlan[],
  established: Day,
): void {
  const id = drawUuid(random)
  rows.add('planning_committee', [city.code, id, `${city.name}学习型城市建设规划委员会`, dayText(established), source])
  const invited = organisations.filter(({ kind }) => kind !== 'COMPANY').slice(0, 3)
  const seats = [
    ...CITY_OFFICES.map((office) => ({ office, organisation: null as string | null })),
    ...invited.map(({ name, creditCode }) => ({ office: name, organisation: creditCode })),
  ]
  for (const [index, { office, organisation }] of seats.entries()) {
    rows.add('committee_seat', [city.code, id, index + 1, office, organisation, index === 0])
  }
  for (const [index, [title, resolution]] of DECISION_TEXTS.entries()) {
    const decidedOn = Math.min(calendar.lastDay, calendar.firstDay + 14 + index * 88 + random.between(0, 40))
    rows.add('committee_decision', [city.code, drawUuid(random), id, title, resolution, dayText(decidedOn), source])
  }
}
