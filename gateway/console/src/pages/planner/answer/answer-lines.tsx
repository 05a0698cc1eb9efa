import type { MeasureName } from '@shequ/schema/measures/measures'
import { Chart } from '../../../figures/chart/chart'
import { type TrendSeries, mostOf, trendOption } from '../../../figures/chart/trend-option'
import { useDescribeFigure } from '../../../figures/describe-figure'
import { formatValue } from '../../../figures/format-figure'
import { formatPeriod } from '../../../i18n/format-date'
import { useMeasureName } from '../../../figures/use-measure-name'
import { useLanguage } from '../../../i18n/language'
import { useTerms } from '../../../i18n/term-of'
import { useWords } from '../../../i18n/words'
import { plannerWords } from '../planner-words'
import type { PlannerQuestion } from '../question/planner-question'
import { type AnswerRow, acrossPeriods, periodsIn } from './answer-row'
import { besideWords } from './beside-words'
import { useRowName } from './use-row-name'
import type { TargetOf } from './use-targets'

interface AnswerLinesProps {
  readonly question: PlannerQuestion
  readonly rows: readonly AnswerRow[]
  /** A small chart for each line, rather than all in one. */
  readonly isSplit: boolean
  readonly targetOf: TargetOf | null
}

/** How many lines one chart can carry, and how many charts a page. */
const most = { together: 8, split: 36 } as const

/** The answer over periods, of which there are rows: lines with boxes where figures are hidden. */
export function AnswerLines({ question, rows, isSplit, targetOf }: AnswerLinesProps) {
  const say = useWords(plannerWords)
  const term = useTerms()
  const nameWithUnit = useMeasureName()
  const { nameOf } = useRowName()
  const { measures, groupBy } = question
  const periods = periodsIn(rows)
  const lines = acrossPeriods(rows)
  const shown = lines.slice(0, isSplit ? most.split : most.together)
  const seriesOf = (place: number): readonly TrendSeries[] =>
    shown.map(({ first, byPeriod }) => ({
      name: nameOf(first, groupBy, ['PERIOD']) || term('Measure', measures[place] ?? ''),
      cells: periods.map((period) => byPeriod.get(period)?.cells[place]),
    }))
  return (
    <>
      {shown.length < lines.length && <p>{say('tooMany', { count: lines.length, shown: shown.length })}</p>}
      {measures.map((measure, place) => (
        <section key={measure} aria-label={term('Measure', measure)}>
          <h3>{nameWithUnit(measure)}</h3>
          <ul className={isSplit ? 'cards multiples' : 'cards whole'}>
            {(isSplit ? seriesOf(place).map((series) => [series]) : [seriesOf(place)]).map((series, index) => (
              <li key={index} className="card">
                {isSplit && <h4>{series[0]?.name}</h4>}
                <LineChart
                  measure={measure}
                  series={series}
                  periods={periods}
                  isSmall={isSplit}
                  most={mostOf(seriesOf(place))}
                  targetOf={targetOf}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

interface LineChartProps {
  readonly measure: MeasureName
  readonly series: readonly TrendSeries[]
  readonly periods: readonly string[]
  readonly isSmall: boolean
  /** The most of all charts of the measure. */
  readonly most: number
  readonly targetOf: TargetOf | null
}

function LineChart({ measure, series, periods, isSmall, most, targetOf }: LineChartProps) {
  const say = useWords(plannerWords)
  const sayBeside = useWords(besideWords)
  const term = useTerms()
  const describe = useDescribeFigure()
  const language = useLanguage()
  const places = periods.map((period) => formatPeriod(period, language))
  const target = { name: say('target'), values: periods.map((period) => targetOf?.(measure, period) ?? null) }
  const targets = target.values.map((value) =>
    value === null ? sayBeside('noTarget') : formatValue(measure, value, language),
  )
  const figures = [
    ...series.map(({ name, cells }) => `${name}: ${cells.map((cell) => (cell ? describe(cell) : '')).join(', ')}`),
    ...(target.values.some((value) => value !== null) ? [`${target.name}: ${targets.join(', ')}`] : []),
  ].join('; ')
  const option = trendOption({ measure, places, series, language, describe, target, ...(isSmall ? { most } : {}) })
  return (
    <Chart
      label={say('chart', { measure: term('Measure', measure), figures })}
      height={isSmall ? 170 : 360}
      option={option}
    />
  )
}
