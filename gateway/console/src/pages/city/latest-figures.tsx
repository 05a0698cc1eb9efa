import { Changes } from '../../figures/changes'
import { Coverage } from '../../figures/coverage'
import { Figure } from '../../figures/figure'
import { useMeasureName } from '../../figures/use-measure-name'
import { formatPeriod } from '../../i18n/format-date'
import { useLanguage } from '../../i18n/language'
import { useWords } from '../../i18n/words'
import type { QuarterRows } from './city-quarters'
import { cityWords } from './city-words'

/** The figures of the latest quarter of which something is known. */
export function LatestFigures({ rows }: { readonly rows: QuarterRows }) {
  const say = useWords(cityWords)
  const nameOf = useMeasureName()
  const language = useLanguage()
  const last = rows.findLast(({ cells }) => cells.some(({ status }) => status !== 'PENDING')) ?? rows.at(-1)
  return (
    <section aria-labelledby="latest">
      <h2 id="latest">
        {say('latest')} <small>{last?.period && formatPeriod(last.period, language)}</small>
      </h2>
      <ul className="cards">
        {last?.cells.map((cell) => (
          <li key={cell.measure} className="card">
            <h3>{nameOf(cell.measure)}</h3>
            <p className="card-figure">
              <Figure cell={cell} />
            </p>
            <Changes cell={cell} />
            <Coverage of={cell.coverage} />
          </li>
        ))}
      </ul>
    </section>
  )
}
