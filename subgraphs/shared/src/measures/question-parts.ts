import { areasByLevel, filterTo } from './areas-by-level.js'
import type { Figures } from './figures-sql.js'
import type { Question } from './plan-question.js'

/** Figures that rows or totals are made of, or both. */
interface FiguresOf extends Figures {
  readonly of: readonly ('row' | 'total')[]
}

/** A question of areas of one level, of which a question's rows and totals are made, with the figures that it gives. */
export interface QuestionPart {
  readonly question: Question
  readonly figures: readonly FiguresOf[]
}

/** Whether figures are of areas that rows then take together: groups of areas, or several cities side by side. */
export function isRegrouped({ groups, areBeside }: Pick<Question, 'groups' | 'areBeside'>): boolean {
  return groups !== null || areBeside
}

/** What a question is made of: itself; or, where rows take areas together, a question of the areas of each level. */
export function partsOfQuestion(question: Question): readonly QuestionPart[] {
  const { groups, level, filter } = question
  const figures = figuresOf(question)
  if (groups !== null) {
    return [...areasByLevel(groups)].map(([each, codes]) => ({
      question: { ...question, groups: null, level: each, filter: filterTo(filter, each, codes) },
      figures: figures.map((one) => ({ ...one, name: `${one.name}_of_${each.toLowerCase()}`, level: each })),
    }))
  }
  const suffix = isRegrouped(question) ? '_apart' : ''
  return [
    {
      question,
      figures: figures.map((one) => ({
        ...one,
        name: `${one.name}${suffix}`,
        level: one.of.includes('row') ? level : null,
      })),
    },
  ]
}

/** The figures of a question but for their areas. Rows and totals that are made of the same areas and cells share theirs. */
function figuresOf(question: Question): readonly Omit<FiguresOf, 'level'>[] {
  const { wantsTotals, breakdowns, whole, groups, areBeside, level } = question
  const row = { name: 'row', of: ['row'], breakdowns } as const
  if (!wantsTotals) return [row]
  const areOfSameAreas = groups !== null || (areBeside && level === null)
  if (areOfSameAreas && breakdowns === whole) return [{ ...row, of: ['row', 'total'] }]
  return [row, { name: 'total', of: ['total'], breakdowns: whole }]
}
