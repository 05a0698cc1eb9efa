import { areaDimensions, dimensionBelow, levelOf } from './division-levels'
import type { PlannerQuestion } from './planner-question'

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
