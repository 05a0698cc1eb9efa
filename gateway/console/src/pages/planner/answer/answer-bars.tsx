import { BandBar } from '../../../figures/band-bar'
import { Figure } from '../../../figures/figure'
import { useMeasureName } from '../../../figures/use-measure-name'
import { useTerms } from '../../../i18n/term-of'
import type { PlannerQuestion } from '../question/planner-question'
import { type AnswerRow, keyOf } from './answer-row'
import { useRowName } from './use-row-name'
import type { TargetOf } from './use-targets'

interface AnswerBarsProps {
  readonly question: PlannerQuestion
  readonly rows: readonly AnswerRow[]
  readonly targetOf: TargetOf | null
}

/** Each measure as bars, a bar for each row. */
export function AnswerBars({ question, rows, targetOf }: AnswerBarsProps) {
  const term = useTerms()
  const nameWithUnit = useMeasureName()
  const { nameOf } = useRowName()
  const { measures, groupBy } = question
  return measures.map((measure, place) => {
    const most = Math.max(
      0,
      ...rows.flatMap(({ cells, period }) => [
        cells[place]?.high ?? cells[place]?.value ?? 0,
        targetOf?.(measure, period) ?? 0,
      ]),
    )
    return (
      <section key={measure} aria-label={term('Measure', measure)}>
        <h3>{nameWithUnit(measure)}</h3>
        <ul className="bars">
          {rows.map((row) => {
            const cell = row.cells[place]
            return (
              <li key={keyOf(row)}>
                <span className="bars-name">{nameOf(row, groupBy)}</span>
                {cell && <BandBar cell={cell} most={most} target={targetOf?.(measure, row.period) ?? null} />}
                <span className="bars-figure">{cell && <Figure cell={cell} />}</span>
              </li>
            )
          })}
        </ul>
      </section>
    )
  })
}
