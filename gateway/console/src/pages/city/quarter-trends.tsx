import { Chart } from '../../figures/chart/chart'
import { trendOption } from '../../figures/chart/trend-option'
import { useDescribeFigure } from '../../figures/describe-figure'
import { formatPeriod } from '../../i18n/format-date'
import { useLanguage } from '../../i18n/language'
import { useTerms } from '../../i18n/term-of'
import { useWords } from '../../i18n/words'
import type { QuarterRows } from './city-quarters'
import { cityWords } from './city-words'

/** How each figure went, one chart a measure. */
export function QuarterTrends({ rows }: { readonly rows: QuarterRows }) {
  const say = useWords(cityWords)
  const term = useTerms()
  const describe = useDescribeFigure()
  const language = useLanguage()
  const places = rows.map(({ period }) => formatPeriod(period ?? '', language))
  const measures = rows[0]?.cells.map(({ measure }) => measure) ?? []
  return (
    <section aria-labelledby="quarters">
      <h2 id="quarters">{say('quarters')}</h2>
      <p className="lead">{say('quartersLead')}</p>
      <ul className="cards trends">
        {measures.map((measure, index) => {
          const cells = rows.map((row) => row.cells[index])
          const name = term('Measure', measure)
          const figures = cells.map((cell, place) => `${places[place]}: ${cell ? describe(cell) : ''}`).join('; ')
          const option = trendOption({ measure, places, series: [{ name, cells }], language, describe })
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
