import { type Level, areaDimensions, dimensionBelow, levelOf } from './division-levels'
import type { PlannerQuestion } from './planner-question'

/**
 * The question asked in another division, with rows of the same areas where that division lies no higher and has some: rows by community stay so in a
 * borough that is chosen.
 */
export function inPlace(question: PlannerQuestion, code: string, city: string): PlannerQuestion {
  const asked = question.groupBy.find((by) => areaDimensions.includes(by))
  const [chosen, now] = [levelOf(code, city), levelOf(question.within, city)]
  const isHigher = levels.indexOf(chosen) < levels.indexOf(now)
  const moved = atPlace(question, code, city)
  if (
    asked === undefined ||
    isHigher ||
    !levels.slice(levels.indexOf(chosen) + 1).some((level) => dimensionOf(level) === asked)
  )
    return moved
  return { ...moved, groupBy: question.groupBy, orderBy: question.orderBy }
}

/** From above to below. */
const levels: readonly Level[] = ['city', 'borough', 'street', 'community']

function dimensionOf(level: Level): string {
  return level.toUpperCase()
}

/** The question asked in another division: if its rows were by area, then by the areas just below that division. */
export function atPlace(question: PlannerQuestion, code: string, city: string): PlannerQuestion {
  const below = dimensionBelow(levelOf(code, code.startsWith(city.replace(/0+$/, '')) ? city : code))
  const hasAreas = question.groupBy.some((by) => areaDimensions.includes(by))
  const others = question.groupBy.filter((by) => !areaDimensions.includes(by))
  const groupBy = hasAreas && below !== null ? [below, ...others] : others
  return {
    ...question,
    within: code,
    beside: [],
    boroughs: [],
    groupBy,
    orderBy: question.orderBy.filter(({ by }) => !areaDimensions.some((dimension) => dimension === by)),
  }
}
