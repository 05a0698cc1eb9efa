import { Coverage } from '../../../figures/coverage'
import type { FigureCoverage } from '../../../figures/figure-cell'
import { figureWords } from '../../../figures/figure-words'
import { plannerTotals } from '../../../generated/pages/planner/planner-totals'
import { useAnswer } from '../../../graph/use-answer'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import type { PlannerQuestion } from '../question/planner-question'
import { variablesOf } from './ask-answer'
import { coverageOfAll } from './coverage-of-all'

interface AnswerCoverageProps {
  readonly question: PlannerQuestion
  /** That of the whole table. It counts only the reports that all measures have. */
  readonly whole: FigureCoverage
}

/** Of whose reports an answer is made: of each measure apart, since a community may share one and not the other. */
export function AnswerCoverage({ question, whole }: AnswerCoverageProps) {
  const say = useWords(figureWords)
  const term = useTerms()
  const { measures } = question
  const enabled = measures.length > 1
  const variables = variablesOf({ ...question, rows: 1, having: [], orderBy: [] }, undefined)
  const rows = useAnswer(plannerTotals, variables, { enabled }).data?.data.measures?.totals
  if (!enabled) return <Coverage of={whole} />
  if (rows === undefined) return null
  return (
    <ul className="coverage coverage-each">
      {measures.map((measure, place) => {
        const coverage = coverageOfAll(rows.flatMap(({ cells }) => cells[place]?.coverage ?? []))
        return (
          coverage && (
            <li key={measure}>
              {say('coverageOf', { measure: term('Measure', measure) })} <Coverage of={coverage} />
            </li>
          )
        )
      })}
    </ul>
  )
}
