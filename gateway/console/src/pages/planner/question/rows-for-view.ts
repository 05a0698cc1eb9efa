import { areaDimensions, dimensionBelow, levelOf } from './division-levels'
import type { PlannerQuestion } from './planner-question'

/** The question with a row for each period, as lines need it. */
export function byPeriod(question: PlannerQuestion): PlannerQuestion {
  return { ...question, groupBy: [...question.groupBy.filter((by) => by !== 'PERIOD'), 'PERIOD'] }
}

/** The question with a row for each area alone, as tiles need it; undefined within a community, which has no areas. */
export function byAreas(question: PlannerQuestion, city: string): PlannerQuestion | undefined {
  const { groupBy, within } = question
  const asked = groupBy.find((by) => by === 'BOROUGH' || by === 'STREET' || by === 'COMMUNITY')
  const area = asked ?? dimensionBelow(levelOf(within, city))
  if (area === null) return undefined
  const periods = groupBy.filter((by) => by === 'PERIOD')
  const orderBy = question.orderBy.filter(({ by }) => !isDropped(by, [area, ...periods]))
  return { ...question, groupBy: [area, ...periods], orderBy, learnerGroups: [], programmeKinds: [] }
}

function isDropped(by: string, kept: readonly string[]): boolean {
  const dimensions: readonly string[] = [...areaDimensions, 'PERIOD', 'LEARNER_GROUP', 'PROGRAMME_KIND']
  return dimensions.includes(by) && !kept.includes(by)
}
