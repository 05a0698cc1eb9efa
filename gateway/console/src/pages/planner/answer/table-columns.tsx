import type { ReactNode } from 'react'
import { Coverage } from '../../../figures/coverage'
import { Figure } from '../../../figures/figure'
import { useMeasureName } from '../../../figures/use-measure-name'
import { useShortMeasureName } from '../../../figures/use-short-measure-name'
import { formatPeriod } from '../../../i18n/format-date'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import type { PlannerQuestion } from '../question/planner-question'
import type { AcrossRow, AnswerRow } from './answer-row'
import { type BesideFigures, digitsBeside, useBesides } from './beside-figures'
import { besideWords } from './beside-words'

/** A column of figures. */
export interface Column {
  readonly key: string
  /** In few words, for the column's head. */
  readonly name: string
  /** The whole name, with the unit. */
  readonly wholeName: string
  readonly show: (row: AcrossRow) => ReactNode
}

/** The columns of an answer: of each period that stands across, each measure and what stands beside it. */
export function useColumns(
  { measures, show }: PlannerQuestion,
  periods: readonly string[],
  asked: BesideFigures,
): readonly Column[] {
  const say = useWords(besideWords)
  const term = useTerms()
  const nameWithUnit = useMeasureName()
  const shortName = useShortMeasureName()
  const language = useLanguage()
  const besides = useBesides(asked)
  const { targetOf } = asked

  const slots = periods.length > 0 ? periods : [null]
  const ofFigures = show.filter((one) => one !== 'coverage')
  const isTarget = show.includes('target')
  return slots.flatMap((period) => {
    const of = period === null ? '' : ` · ${formatPeriod(period, language)}`
    const at = ({ first, byPeriod }: AcrossRow): AnswerRow | undefined =>
      period === null ? first : byPeriod.get(period)
    return measures.flatMap((measure, place): Column[] => {
      const [name, wholeName] = [`${shortName(measure)}${of}`, `${term('Measure', measure)}${of}`]
      const inUnit = `${nameWithUnit(measure)}${of}`
      const figure: Column = {
        key: `${period} ${measure}`,
        name,
        wholeName: inUnit,
        show: (row) => {
          const found = at(row)
          const cell = found?.cells[place]
          if (!cell) return null
          const target = isTarget ? (targetOf?.(measure, found.period) ?? null) : null
          return <Figure cell={cell} digits={digitsBeside(measure, cell.value, target, language)} />
        },
      }
      const beside = ofFigures.map((one): Column => ({
        key: `${period} ${measure} ${one}`,
        name: say(`${one}Short`, { name }),
        wholeName: say(`${one}Of`, { name: one.startsWith('growth') ? inUnit : wholeName }),
        show: (row) => {
          const found = at(row)
          const cell = found?.cells[place]
          return cell && besides[one](cell, found, place)
        },
      }))
      const coverage: Column = {
        key: `${period} ${measure} coverage`,
        name: say('coverageShort', { name }),
        wholeName: say('coverageOf', { name: wholeName }),
        show: (row) => {
          const cell = at(row)?.cells[place]
          return cell && <Coverage of={cell.coverage} />
        },
      }
      return [figure, ...beside, ...(show.includes('coverage') ? [coverage] : [])]
    })
  })
}
