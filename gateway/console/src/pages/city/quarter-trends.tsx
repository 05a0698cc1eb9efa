import { Chart } from '../../figures/chart/chart'
import { trendOption } from '../../figures/chart/trend-option'
import { useDescribeCoverage } from '../../figures/describe-coverage'
import { useDescribeFigure } from '../../figures/describe-figure'
import { type FigureCell, isWholeCoverage } from '../../figures/figure-cell'
import { useMeasureName } from '../../figures/use-measure-name'
import { formatPeriod } from '../../i18n/format-date'
import { useLanguage } from '../../i18n/language'
import { useWords } from '../../i18n/words'
import type { QuarterRows } from './city-quarters'
import { cityWords } from './city-words'

/** How each figure went, one chart a measure. */
export function QuarterTrends({ rows }: { readonly rows: QuarterRows }) {
  const say = useWords(cityWords)
  const nameOf = useMeasureName()
  const describeCoverage = useDescribeCoverage()
  const describe = useDescribeFigure()
  const language = useLanguage()
  const tell = (cell: FigureCell) =>
    isWholeCoverage(cell.coverage) ? `${describe(cell)}\n${describeCoverage(cell.coverage)}` : describe(cell)
  const places = rows.map(({ period }) => formatPeriod(period ?? '', language))
  const measures = rows[0]?.cells.map(({ measure }) => measure) ?? []
  return (
    <section aria-labelledby="quarters">
      <h2 id="quarters">{say('quarters')}</h2>
      <p className="lead">{say('quartersLead')}</p>
      <ul className="cards trends">
        {measures.map((measure, index) => {
          const cells = rows.map((row) => row.cells[index])
          const name = nameOf(measure)
          const figures = cells.map((cell, place) => `${places[place]}: ${cell ? describe(cell) : ''}`).join('; ')
          const option = trendOption({ measure, places, series: [{ name, cells }], language, describe: tell })
          return (
            <li key={measure} className="card">
              <h3>{name}</h3>
              <Chart label={say('chart', { measure: name, figures })} height={200} option={option} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
