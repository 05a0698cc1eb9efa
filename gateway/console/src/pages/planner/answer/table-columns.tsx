import { unitOfTerms } from '@shequ/schema/measures/count-units'
import type { MeasureDefinition, Terms } from '@shequ/schema/measures/measure-definition'
import { measures as definitions } from '@shequ/schema/measures/measures'
import type { ReactNode } from 'react'
import { Figure } from '../../../figures/figure'
import { figureWords } from '../../../figures/figure-words'
import { formatChange } from '../../../figures/format-figure'
import { useMeasureName } from '../../../figures/use-measure-name'
import { formatPeriod } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import type { Beside, PlannerQuestion } from '../question/planner-question'
import { type AcrossRow, type AnswerCell, type AnswerRow, keyOf } from './answer-row'
import { shareOf } from './share-of'

/** A column of figures. */
export interface Column {
  readonly key: string
  readonly name: string
  readonly show: (row: AcrossRow) => ReactNode
}

/** The columns of an answer: of each period that stands across, each measure and what stands beside it. */
export function useColumns(
  { measures, show }: PlannerQuestion,
  periods: readonly string[],
  wholes: ReadonlyMap<string, AnswerRow>,
): readonly Column[] {
  const say = useWords(plannerWords)
  const sayFigure = useWords(figureWords)
  const term = useTerms()
  const nameWithUnit = useMeasureName()
  const language = useLanguage()
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const count = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })

  const unknown = <span className="figure-none">{say('unknown')}</span>
  const changeOf = ({ measure }: AnswerCell, change: number | null) => {
    if (change === null) return unknown
    const text = formatChange(measure, change, language)
    return definitions[measure].unit === 'percent' ? sayFigure('points', { change: text }) : text
  }
  const amountOf = (value: number, terms: Terms) =>
    say('amount', { value: count.format(value), unit: term('CountUnit', unitOfTerms(terms)).toLowerCase() })
  const countsOf = ({ numerator, denominator, measure }: AnswerCell) => {
    const definition: MeasureDefinition = definitions[measure]
    if (numerator === null) return unknown
    const amount = amountOf(numerator, definition.numerator)
    if (definition.denominator === null) return amount
    if (denominator === null) return unknown
    return say('ratio', { numerator: amount, denominator: amountOf(denominator, definition.denominator) })
  }
  const shareIn = (cell: AnswerCell, row: AnswerRow, place: number) => {
    const whole = wholes.get(keyOf(row, ['LEARNER_GROUP', 'PROGRAMME_KIND']))?.cells[place]
    const share = definitions[cell.measure].denominator === null && whole ? shareOf(cell, whole) : null
    if (share === null) return unknown
    const [low, high] = [percent.format(share.low), percent.format(share.high)]
    return low === high ? low : <span className="figure-band">{`${low} – ${high}`}</span>
  }
  const besides: Readonly<Record<Beside, (cell: AnswerCell, row: AnswerRow, place: number) => ReactNode>> = {
    growth: (cell) => changeOf(cell, cell.growth),
    growthOnYear: (cell) => changeOf(cell, cell.growthOnYear),
    counts: countsOf,
    share: shareIn,
  }

  const slots = periods.length > 0 ? periods : [null]
  return slots.flatMap((period) =>
    measures.flatMap((measure, place) => {
      const of = period === null ? '' : ` · ${formatPeriod(period, language)}`
      const name = `${term('Measure', measure)}${of}`
      const inUnit = `${nameWithUnit(measure)}${of}`
      const at = ({ first, byPeriod }: AcrossRow) => (period === null ? first : byPeriod.get(period))
      const cellAt = (row: AnswerRow | undefined) => row?.cells[place]
      return [
        {
          key: `${period} ${measure}`,
          name: inUnit,
          show: (row: AcrossRow) => {
            const cell = cellAt(at(row))
            return cell && <Figure cell={cell} />
          },
        },
        ...show.map((beside) => ({
          key: `${period} ${measure} ${beside}`,
          name: say(`${beside}Of`, { name: beside === 'growth' || beside === 'growthOnYear' ? inUnit : name }),
          show: (row: AcrossRow) => {
            const found = at(row)
            const cell = cellAt(found)
            return cell && found && besides[beside](cell, found, place)
          },
        })),
      ]
    }),
  )
}
