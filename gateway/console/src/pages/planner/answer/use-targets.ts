import type { MeasureName } from '@shequ/schema/measures/measures'
import { plannerTargets } from '../../../generated/pages/planner/planner-targets'
import { useAnswer } from '../../../graph/use-answer'
import { type PlannerQuestion, besidesFor } from '../question/planner-question'

/** What a city set itself to reach by a measure in a period; null where it set nothing, or the period is no year. */
export type TargetOf = (measure: MeasureName, period: string | null) => number | null

/** Asks for the targets of a city where the question shows them. Null while they are on their way. */
export function useTargets(question: PlannerQuestion, city: string): TargetOf | null {
  const { show, from, to } = question
  const enabled = show.includes('target') && besidesFor(question).includes('target')
  const { data, isFetching } = useAnswer(plannerTargets, { city }, { enabled })
  if (enabled && data === undefined && isFetching) return null
  const targets = data?.data.city?.targets ?? []
  const onlyYear = from.slice(0, 4) === to.slice(0, 4) ? from.slice(0, 4) : null
  return (measure, period) => {
    const year = period ?? onlyYear
    if (!enabled || year === null) return null
    return targets.find((target) => target.measure === measure && target.year === Number(year))?.value ?? null
  }
}
