import { areasByLevel, filterTo } from './areas-by-level.js'
import type { Figures } from './figures-sql.js'
import type { Question } from './plan-question.js'

/** A question of areas of one level, of which a question's rows and totals are made, with the figures that it gives. */
export interface QuestionPart {
  readonly question: Question
  readonly figures: readonly (Figures & { readonly of: 'row' | 'total' })[]
}

/** Whether figures are of areas that rows then take together: groups of areas, or several cities side by side. */
export function isRegrouped({ groups, areBeside }: Pick<Question, 'groups' | 'areBeside'>): boolean {
  return groups !== null || areBeside
}

/** What a question is made of: itself; or, where rows take areas together, a question of the areas of each level. */
export function partsOfQuestion(question: Question): readonly QuestionPart[] {
  const { groups, wantsTotals, breakdowns, whole, level, filter } = question
  const kinds = [
    { of: 'row', breakdowns },
    ...(wantsTotals ? [{ of: 'total', breakdowns: whole } as const] : []),
  ] as const
  if (groups !== null) {
    return [...areasByLevel(groups)].map(([each, codes]) => ({
      question: { ...question, groups: null, level: each, filter: filterTo(filter, each, codes) },
      figures: kinds.map((kind) => ({ ...kind, name: `${kind.of}_of_${each.toLowerCase()}`, level: each })),
    }))
  }
  const suffix = isRegrouped(question) ? '_apart' : ''
  return [
    {
      question,
      figures: kinds.map((kind) => ({ ...kind, name: `${kind.of}${suffix}`, level: kind.of === 'row' ? level : null })),
    },
  ]
}
