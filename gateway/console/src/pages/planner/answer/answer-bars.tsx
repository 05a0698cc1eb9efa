import type { MeasureName } from '@shequ/schema/measures/measures'
import { BandBar } from '../../../figures/band-bar'
import { axisOf, ticksOf } from '../../../figures/chart/axis'
import { Figure } from '../../../figures/figure'
import { digitsApart, formatTick } from '../../../figures/format-figure'
import { useMeasureName } from '../../../figures/use-measure-name'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import type { PlannerQuestion } from '../question/planner-question'
import { type AnswerRow, keyOf } from './answer-row'
import { type BesideFigures, useBesides } from './beside-figures'
import { besideWords } from './beside-words'
import { useRowName } from './use-row-name'

interface AnswerBarsProps {
  readonly question: PlannerQuestion
  readonly rows: readonly AnswerRow[]
  readonly beside: BesideFigures
}

/** Each measure as bars, a bar for each row. */
export function AnswerBars({ question, rows, beside }: AnswerBarsProps) {
  const term = useTerms()
  const nameWithUnit = useMeasureName()
  return question.measures.map((measure, place) => (
    <section key={measure} aria-label={term('Measure', measure)}>
      <h3>{nameWithUnit(measure)}</h3>
      <MeasureBars question={question} rows={rows} beside={beside} measure={measure} place={place} />
    </section>
  ))
}

interface MeasureBarsProps extends AnswerBarsProps {
  readonly measure: MeasureName
  readonly place: number
}

/** The bars of a measure, under an axis in its unit. Shares of a whole stand beside the figures where the question shows them. */
function MeasureBars({ question, rows, beside, measure, place }: MeasureBarsProps) {
  const say = useWords(besideWords)
  const language = useLanguage()
  const { nameOf } = useRowName()
  const { share } = useBesides(beside)
  const bars = rows.map((row) => ({
    row,
    cell: row.cells[place],
    target: beside.targetOf?.(measure, row.period) ?? null,
  }))
  const ends = bars.flatMap(({ cell, target }) => [cell?.high ?? cell?.value ?? 0, target ?? 0])
  const axis = axisOf(measure, Math.max(0, ...ends))
  const pairs = bars.flatMap(({ cell, target }, index) =>
    [target, bars[index + 1]?.cell?.value].flatMap((other) => pairOf(cell?.value, other)),
  )
  const digits = digitsApart(measure, pairs, language)
  return (
    <ul className="bars">
      <li className="bars-axis" aria-hidden="true">
        <span className="bars-ticks">
          {ticksOf(axis).map((tick) => (
            <span key={tick}>{formatTick(measure, tick, axis.step, language)}</span>
          ))}
        </span>
      </li>
      {bars.map(({ row, cell, target }) => (
        <li key={keyOf(row)}>
          <span className="bars-name">{nameOf(row, question.groupBy)}</span>
          {cell && <BandBar cell={cell} most={axis.max} target={target} />}
          <span className="bars-figure">
            {cell && <Figure cell={cell} digits={digits} />}
            {cell && question.show.includes('share') && (
              <small className="figure-note">
                {say('shareIs')} {share(cell, row, place)}
              </small>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

type Known = number | null | undefined

/** Two figures that stand beside each other, where both are known. */
function pairOf(one: Known, other: Known): readonly (readonly [number, number])[] {
  return one == null || other == null ? [] : [[one, other]]
}
