import type { Dimension } from '@shequ/schema/measures/question-values'
import { areaDimensions } from './division-levels'
import type { Part } from './next-steps'
import type { PlannerQuestion } from './planner-question'

/** What a choice took from a question beside what was chosen. */
export type Lost =
  | { readonly what: 'level'; readonly level: Dimension }
  | { readonly what: 'order' | 'conditions' | 'filters' | 'cities' }

/** What a change of one part of the builder took from a question without being asked to: whoever changed it has to be told. */
export function lostParts(part: Part, before: PlannerQuestion, after: PlannerQuestion): readonly Lost[] {
  const [level, next] = [levelIn(before), levelIn(after)]
  // Rows by borough can't stay where a borough is chosen: they become rows by what lies in it.
  const isFollowed = part === 'area' && finenessOf(next) > finenessOf(level) && level !== 'AREA_GROUP'
  const isLevelLost =
    level !== undefined && level !== next && (part === 'rows' ? next !== undefined : part === 'area' && !isFollowed)
  const shrank = (of: (question: PlannerQuestion) => readonly unknown[]) => of(after).length < of(before).length
  return [
    ...(isLevelLost ? [{ what: 'level', level } as const] : []),
    ...(part !== 'order' && shrank(({ orderBy }) => orderBy) ? [{ what: 'order' } as const] : []),
    ...(part !== 'conditions' && shrank(({ having }) => having) ? [{ what: 'conditions' } as const] : []),
    ...(part !== 'filters' && shrank(({ boroughs }) => boroughs) ? [{ what: 'filters' } as const] : []),
    ...(part === 'area' && before.within !== after.within && shrank(({ beside }) => beside)
      ? [{ what: 'cities' } as const]
      : []),
  ]
}

function finenessOf(level: Dimension | undefined): number {
  return level === undefined ? -1 : areaDimensions.indexOf(level)
}

function levelIn({ groupBy }: PlannerQuestion): Dimension | undefined {
  return groupBy.find((by) => areaDimensions.includes(by))
}
