import { unitOfTerms } from '@shequ/schema/measures/count-units'
import type { MeasureDefinition, Terms } from '@shequ/schema/measures/measure-definition'
import { measures as definitions } from '@shequ/schema/measures/measures'
import type { ReactNode } from 'react'
import { Coverage } from '../../../figures/coverage'
import { Figure } from '../../../figures/figure'
import { figureWords } from '../../../figures/figure-words'
import { formatChange, formatValue } from '../../../figures/format-figure'
import { useMeasureName } from '../../../figures/use-measure-name'
import { formatPeriod } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import type { Beside, PlannerQuestion } from '../question/planner-question'
import { type AcrossRow, type AnswerCell, type AnswerRow, keyOf } from './answer-row'
import { shareOf } from './share-of'
import type { TargetOf } from './use-targets'

/** What stands beside each measure. What a row rests on stands there once. */
type OfMeasure = Exclude<Beside, 'coverage'>

/** A column of figures. */
export interface Column {
  readonly key: string
  readonly name: string
  readonly show: (row: AcrossRow) => ReactNode
}

/** What stands beside figures and is asked apart. */
export interface BesideFigures {
  /** Rows without their group or kind, by key, where shares of them are shown; null while they are on their way. */
  readonly wholes: ReadonlyMap<string, AnswerRow> | null
  /** Null while the targets are on their way. */
  readonly targetOf: TargetOf | null
}

/** The columns of an answer: of each period that stands across, each measure and what stands beside it. */
export function useColumns(
  { measures, show }: PlannerQuestion,
  periods: readonly string[],
  { wholes, targetOf }: BesideFigures,
): readonly Column[] {
  const say = useWords(plannerWords)
  const sayFigure = useWords(figureWords)
  const term = useTerms()
  const nameWithUnit = useMeasureName()
  const language = useLanguage()
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const count = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })

  const unknown = <span className="figure-none">{say('unknown')}</span>
  const onItsWay = <span className="figure-none">{say('onItsWay')}</span>
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
    if (wholes === null) return onItsWay
    const whole = wholes.get(keyOf(row, ['LEARNER_GROUP', 'PROGRAMME_KIND']))?.cells[place]
    const share = definitions[cell.measure].denominator === null && whole ? shareOf(cell, whole) : null
    if (share === null) return unknown
    const [low, high] = [percent.format(share.low), percent.format(share.high)]
    return low === high ? low : <span className="figure-band">{`${low} – ${high}`}</span>
  }
  const targetAt = ({ measure }: AnswerCell, { period }: AnswerRow) => {
    if (targetOf === null) return onItsWay
    const target = targetOf(measure, period)
    return target === null ? (
      <span className="figure-none">{say('noTarget')}</span>
    ) : (
      formatValue(measure, target, language)
    )
  }
  const besides: Readonly<Record<OfMeasure, (cell: AnswerCell, row: AnswerRow, place: number) => ReactNode>> = {
    growth: (cell) => changeOf(cell, cell.growth),
    growthOnYear: (cell) => changeOf(cell, cell.growthOnYear),
    counts: countsOf,
    share: shareIn,
    target: targetAt,
  }

  const slots = periods.length > 0 ? periods : [null]
  const ofMeasures = show.filter((one) => one !== 'coverage')
  return slots.flatMap((period) => {
    const of = period === null ? '' : ` · ${formatPeriod(period, language)}`
    const at = ({ first, byPeriod }: AcrossRow) => (period === null ? first : byPeriod.get(period))
    const figures = measures.flatMap((measure, place): Column[] => {
      const name = `${term('Measure', measure)}${of}`
      const inUnit = `${nameWithUnit(measure)}${of}`
      return [
        {
          key: `${period} ${measure}`,
          name: inUnit,
          show: (row) => {
            const found = at(row)
            const cell = found?.cells[place]
            return cell && <Figure cell={{ ...cell, coverage: found.coverage }} />
          },
        },
        ...ofMeasures.map((one): Column => ({
          key: `${period} ${measure} ${one}`,
          name: say(`${one}Of`, { name: one.startsWith('growth') ? inUnit : name }),
          show: (row) => {
            const found = at(row)
            const cell = found?.cells[place]
            return cell && besides[one](cell, found, place)
          },
        })),
      ]
    })
    const coverage: Column = {
      key: `${period} coverage`,
      name: say('coverageOf', { name: of }),
      show: (row) => {
        const found = at(row)
        return found && <Coverage of={found.coverage} />
      },
    }
    return show.includes('coverage') ? [...figures, coverage] : figures
  })
}
